using System.Text.Json.Serialization;

namespace MLflow.Client;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>It is being run, or is thought to be.</summary>
    [JsonStringEnumMemberName("RUNNING")]
    Running,

    /// <summary>It waits.</summary>
    [JsonStringEnumMemberName("SCHEDULED")]
    Scheduled,

    /// <summary>It ended as planned.</summary>
    [JsonStringEnumMemberName("FINISHED")]
    Finished,

    /// <summary>It failed.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>It was ended from outside.</summary>
    [JsonStringEnumMemberName("KILLED")]
    Killed,
}
