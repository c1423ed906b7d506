namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>A piece of a <see cref="SourceText"/>.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">The number of characters; zero points at the text as a whole.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Source.LineOf(Start);

    /// <summary>The column, from 1.</summary>
    public int Column => Source.ColumnOf(Start);

    /// <summary>The characters.</summary>
    public string Text => Source.Content.Substring(Start, Length);

    /// <summary>What of it stands on its first line.</summary>
    public SourceSpan FirstLine => Text.IndexOfAny(['\r', '\n']) is > 0 and var end ? this with { Length = end } : this;

    /// <summary>Whether another piece lies within this one.</summary>
    public bool Contains(SourceSpan other) => Source == other.Source && Start <= other.Start && other.Start + other.Length <= Start + Length;

    /// <summary>Where to look: <c>configs/a.yaml:6:23</c>, or <c>command line</c>.</summary>
    public override string ToString() => Source.IsFile ? $"{Source.Name}:{Line}:{Column}" : Source.Name;
}
