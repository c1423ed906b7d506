using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// A table in delimited text (CSV, .gz or not): a row a sample, inputs [features]. Numbers are read as they stand, categories
/// become one value each (one-hot). Cells that are not a number or not finite are errors that name row and column.
/// </summary>
[Synonyms("table", "tabular")]
[Component("csv", Version = 2)]
public sealed record Csv : IDataset, IValidate
{
    private const int FewClasses = 20;

    /// <summary>The file with the training rows; a relative path counts from the folder that the command runs in.</summary>
    [Synonyms("file", "filename", "file_path", "filepath", "data_path", "csv_path", "train_path")]
    [Length(1)]
    public required string Path { get; init; }

    /// <summary>The label column: its name, or its position from 0; -1 is the last.</summary>
    [Synonyms("target", "target_column", "label_column", "y", "target_col")]
    [Length(1)]
    public required string Label { get; init; }

    /// <summary>Whether labels are classes, text or numbers, or numbers to predict (targets [1]).</summary>
    public CsvTask Task { get; init; } = CsvTask.Classification;

    /// <summary>
    /// The feature columns, by name or position; <c>none</c> takes all but the label, those of <see cref="Drop"/>, and a column without
    /// a name that counts the rows.
    /// </summary>
    [Synonyms("feature_columns", "usecols", "x")]
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns that are no features, by name or position.</summary>
    [Instead("name the column in a list: 'drop: [COLUMN]'", "index_col", "index_column")]
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Features that hold categories: each becomes as many values as there are categories in the training file.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>What is done about cells that are empty, <c>NA</c>, <c>N/A</c>, <c>null</c> or <c>?</c>.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Error;

    /// <summary>
    /// Whether the first row names the columns; <c>none</c> finds out: it does where one of the columns named here stands in it, where a
    /// cell is text above a number, or, where all is text, if no cell of it comes again below.
    /// </summary>
    public bool? Header { get; init; }

    /// <summary>The names of all columns in order, in place of those in the file, or for a file without.</summary>
    [Length(1)]
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>How many lines above the table are left out.</summary>
    [Range(0, double.PositiveInfinity)]
    public int SkipRows { get; init; }

    /// <summary>The character between cells.</summary>
    [Synonyms("sep", "separator")]
    [Length(1, 1)]
    public string Delimiter { get; init; } = ",";

    /// <summary>The character in front of the decimals: <c>"."</c> or <c>","</c>.</summary>
    [Key("decimal"), Length(1, 1)]
    public string DecimalPoint { get; init; } = ".";

    /// <summary>
    /// The encoding of the text, such as <c>windows-1252</c>, <c>latin-1</c> or <c>utf-16</c>; <c>none</c> is UTF-8, or what a byte order
    /// mark says.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// Whether every input value is brought to mean 0 and standard deviation 1 over the samples that train: those of validation
    /// and test have no part in it. A value that never changes becomes 0.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>
    /// Whether numbers to predict are brought to mean 0 and standard deviation 1, likewise. The loss is then in these units; metrics and
    /// predictions are in those of the file.
    /// </summary>
    public bool StandardizeLabel { get; init; }

    /// <summary>A file with test rows, in the same columns; without it <c>split.test</c> can take some of the training rows.</summary>
    public string? Test { get; init; }

    /// <summary>Files with further test rows, by name: <c>test_hard: hard.csv</c> gives <c>test_hard/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, string> ExtraTests { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public IEnumerable<string> Files => [.. ((string?[])[Path, Test]).OfType<string>(), .. ExtraTests.Values];

    /// <inheritdoc/>
    public Meaning? Targets => Task == CsvTask.Classification ? new ClassMeaning(Count: null) : new ValuesMeaning();

    /// <inheritdoc/>
    public bool? HasTestSplit => Test is not null;

    /// <inheritdoc/>
    public IEnumerable<string> ExtraTestSets => ExtraTests.Keys;

    private TableFormat Format => new()
    {
        Delimiter = Delimiter[0],
        DecimalPoint = DecimalPoint[0],
        Encoding = Encoding,
        SkipRows = SkipRows,
        Header = Header,
        Columns = Columns,
        Wanted = Columns is null ? [Label, .. Features ?? [], .. Categorical, .. Drop] : [],
    };

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Encoding is not null && TextEncoding.Find(Encoding) is null)
        {
            yield return new ArgumentProblem(nameof(Encoding), $"unknown encoding '{Encoding}': expected one such as utf-8, utf-16, latin-1 or windows-1252");
        }

        if (DecimalPoint is not ("." or ","))
        {
            yield return new ArgumentProblem(nameof(DecimalPoint), $"expected \".\" or \",\", found \"{DecimalPoint}\"");
        }
        else if (DecimalPoint == Delimiter)
        {
            yield return new ArgumentProblem(nameof(DecimalPoint), "the same character cannot stand between cells and in front of decimals") { DependsOn = [nameof(Delimiter)] };
        }

        if (Features is not null && Drop.Count > 0)
        {
            yield return new ArgumentProblem(nameof(Drop), "'features' names all columns that are read: leave one of the two out") { DependsOn = [nameof(Features)] };
        }

        if (StandardizeLabel && Task == CsvTask.Classification)
        {
            yield return new ArgumentProblem(nameof(StandardizeLabel), "classes are not scaled: this is for 'task: regression'") { DependsOn = [nameof(Task)] };
        }

        foreach (var problem in TestSetNames.Check(nameof(ExtraTests), ExtraTests.Keys))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var warnings = new List<string>();
        var whole = Table.Read(Path, Format);
        warnings.AddRange(whole.Warnings);
        var columns = ColumnsOf(whole);
        warnings.AddRange(columns.Warnings(whole));
        var table = WithoutMissing(whole, columns, warnings);
        var encoding = new TableEncoding(table, columns, Task == CsvTask.Classification, Missing == MissingValues.Mean);
        if (encoding.Classes is { Names.Count: 1 } classes)
        {
            throw new InvalidDataException(
                $"{Path}: the label column '{table.Columns[columns.Label]}' holds one class only, '{classes.Names[0]}': expected at least two");
        }

        if (encoding.Classes is { Names: { Count: > FewClasses } names } && names.Count > table.Rows.Count / 2 && names.All(table.Numbers.IsNumber))
        {
            warnings.Add($"{Path}: the label column '{table.Columns[columns.Label]}' holds {names.Count} different numbers in {table.Rows.Count} rows, and each is a class of its own: 'task: regression' predicts numbers");
        }

        var train = encoding.Encode(table, columns);
        var tests = (Test is null ? ExtraTests : ExtraTests.Prepend(KeyValuePair.Create("test", Test)))
            .Select(set => KeyValuePair.Create(set.Key, Encode(encoding, set.Value, Format with { Header = table.StartsWithNames }, warnings))).ToArray();
        return Content(table, columns, encoding, train, tests) with { Warnings = warnings };
    }

    private TableColumns ColumnsOf(Table table) => TableColumns.Find(table, Label, Features, Categorical, Drop);

    private EncodedTable Encode(TableEncoding encoding, string path, TableFormat format, List<string> warnings)
    {
        var table = Table.Read(path, format);
        var columns = ColumnsOf(table);
        return encoding.Encode(WithoutMissing(table, columns, warnings), columns);
    }

    private Table WithoutMissing(Table table, TableColumns columns, List<string> warnings)
    {
        if (Missing != MissingValues.Drop)
        {
            return table;
        }

        DelimitedRow[] kept = [.. table.Rows.Where(row => !columns.Features.Append(columns.Label).Any(column => CellNumber.IsMissing(row.Cells[column])))];
        if (kept.Length == 0)
        {
            throw new InvalidDataException($"{table.Path}: every row lacks a value, so 'missing: drop' leaves none: leave columns out with 'drop', or write 'missing: mean'");
        }

        if (kept.Length < table.Rows.Count)
        {
            warnings.Add($"{table.Path}: {table.Rows.Count - kept.Length} of {table.Rows.Count} rows lack a value and are left out");
        }

        return table with { Rows = kept };
    }

    private DatasetContent Content(Table table, TableColumns columns, TableEncoding encoding, EncodedTable train, KeyValuePair<string, EncodedTable>[] tests)
    {
        var (features, label) = (Standardize || Missing == MissingValues.Mean ? new Scaling(Standardize) : null, StandardizeLabel ? new Scaling() : null);
        var spec = DataSpec.Of(
            FieldSpec.Given("features", new ValuesMeaning { Names = encoding.InputNames, Scaling = features }, [encoding.Width]),
            encoding.Classes is { } classes
                ? FieldSpec.Asked("label", new ClassMeaning(classes.Names))
                : FieldSpec.Asked("label", new ValuesMeaning { Scaling = label }, [1]));
        SampleTable Samples(EncodedTable encoded, bool teaches) => new(spec, Scaled(encoded.Features(), features, teaches), Scaled(encoded.Labels(), label, teaches));
        var sets = tests.ToDictionary(set => set.Key, set => Samples(set.Value, teaches: false));
        var test = sets.Remove("test", out var found) ? found : null;
        return new DatasetContent(Samples(train, teaches: true), test, DigestOf(spec, [train, .. tests.Select(set => set.Value)]))
        {
            ExtraTests = sets,
            Inputs = new TableInputs(table, columns, encoding, Format, spec, values => Scaled(values, features, teaches: false)),
        };
    }

    private static Column Scaled(Column values, Scaling? scaling, bool teaches) => scaling is null ? values : new ScaledColumn(values, scaling, teaches);

    private static string DigestOf(DataSpec spec, IEnumerable<EncodedTable> tables)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', spec.ClassNames)));
        foreach (var table in tables)
        {
            digest.AppendData(MemoryMarshal.AsBytes<float>(table.Inputs));
            digest.AppendData(MemoryMarshal.AsBytes<long>(table.Classes));
            digest.AppendData(MemoryMarshal.AsBytes<float>(table.Numbers));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
