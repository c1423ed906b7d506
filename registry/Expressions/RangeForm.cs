using ExperimentRunner.Registry.Components;
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

    /// <summary>What other programs call them.</summary>
    private static readonly (string Form, SynonymsAttribute Words)[] Foreign =
    [
        ("log_uniform", new("log", "loguniform", "log_uniform_values", "reciprocal", "qloguniform")), ("uniform", new("float", "real", "suggest_float", "suggest_uniform", "interval", "range")),
        ("int", new("randint", "integer", "int_uniform", "suggest_int", "quniform", "q_uniform")), ("choice", new("categorical", "suggest_categorical", "one_of", "options", "values")),
        ("grid", new("grid_search")), ("normal", new("gauss", "gaussian", "randn")), ("log_int", new("lograndint", "int_log")), ("step", new("linspace", "arange")),
    ];

    /// <summary>The name that was probably meant: what another program calls so, or one mistyped; null where none comes to mind.</summary>
    public static string? Meant(string name) => Foreign.FirstOrDefault(known => known.Words.Has(name)).Form ?? Suggestion.For(name, Names);

    /// <summary>Whether a value is meant as a range, also where the name is mistyped or the bracket is not closed.</summary>
    public static bool IsMeant(ConfigNode node) => node is ScalarNode scalar && Call.Parse(scalar.Text) is { } call
        && (Find(call.Name) is not null || (call.IsClosed && !scalar.IsQuoted && Meant(call.Name) is not null));

    /// <summary>As it is written.</summary>
    public override string ToString() => Arguments.Count == 0 ? $"{Name}(a, b, …)" : $"{Name}({string.Join(", ", Arguments)})";
}
