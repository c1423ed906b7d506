using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Expressions;

/// <summary>A way to write a range of values: <c>log_uniform(low, high)</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What its numbers mean; none for a list of values.</param>
public sealed record RangeForm(string Name, params IReadOnlyList<string> Arguments)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RangeForm> All { get; } =
    [
        new("choice"), new("grid"), new("uniform", "low", "high"), new("log_uniform", "low", "high"), new("normal", "mean", "deviation"),
        new("int", "low", "high"), new("log_int", "low", "high"), new("step", "low", "high", "by"),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => All.Select(form => form.Name);

    /// <summary>The one of a name, or null.</summary>
    public static RangeForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>Whether a value is meant as a range, also where the name is mistyped or the bracket is not closed.</summary>
    public static bool IsMeant(ConfigNode node) => node is ScalarNode scalar && Call.Parse(scalar.Text) is { } call
        && (Find(call.Name) is not null || (call.IsClosed && !scalar.IsQuoted && Suggestion.For(call.Name, Names) is not null));

    /// <summary>As it is written.</summary>
    public override string ToString() => Arguments.Count == 0 ? $"{Name}(a, b, …)" : $"{Name}({string.Join(", ", Arguments)})";
}
