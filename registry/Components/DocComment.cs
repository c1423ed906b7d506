namespace ExperimentRunner.Registry.Components;

/// <summary>The comment of a type or a property in its source, as Markdown.</summary>
/// <param name="Summary">What it is; empty where nothing is written.</param>
/// <param name="Remarks">What else there is to know; empty where nothing is written.</param>
/// <param name="Exceptions">When it fails, one line each.</param>
public sealed record DocComment(string Summary, string Remarks, IReadOnlyList<string> Exceptions)
{
    /// <summary>Nothing is written.</summary>
    public static DocComment None { get; } = new("", "", []);
}
