using System.Text.Json.Serialization;

namespace ExperimentRunner.Checkup;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">Whether it is as it should be.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Name, Health State, string Found, string? Advice = null);

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
