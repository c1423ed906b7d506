namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>How a table is written in its file.</summary>
internal sealed record TableFormat
{
    /// <summary>What stands between cells.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>What stands between the whole part of a number and the rest.</summary>
    public char DecimalPoint { get; init; } = '.';

    /// <summary>The encoding's name; null for UTF-8, or what the file's first bytes (BOM) say.</summary>
    public string? Encoding { get; init; }

    /// <summary>How many lines stand above the table.</summary>
    public int SkipRows { get; init; }

    /// <summary>Whether the first row holds names; null to find out.</summary>
    public bool? Header { get; init; }

    /// <summary>Names in place of those in the file, or where it has none; null where it names its own.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Names that columns are asked for by: a first row that holds one of them holds names.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}
