using System.Text.Json.Serialization;

namespace ExperimentRunner.Checkup;

/// <summary>Whether something is as it should be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
internal enum Health
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Runs work without it.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Runs fail.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong,
}
