using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// A table in delimited text (CSV, .gz or not): a row a sample, inputs [features]. Numbers are read as they stand, categories
/// become one value each (one-hot). Cells that are empty, not a number or not finite are errors that name row and column.
/// </summary>
[Component("csv")]
public sealed record Csv : IDataset, IValidate
{
    /// <summary>The file with the training rows; a relative path counts from the folder that the command runs in.</summary>
    [Length(1)]
    public required string Path { get; init; }

    /// <summary>The label column: its name, or its position from 0; -1 is the last.</summary>
    [Length(1)]
    public required string Label { get; init; }

    /// <summary>Whether labels are classes, text or numbers, or numbers to predict (targets [1]).</summary>
    public CsvTask Task { get; init; } = CsvTask.Classification;

    /// <summary>The feature columns, by name or position; <c>none</c> takes all but the label.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Features that hold categories: each becomes as many values as there are categories in the training file.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Whether the first row names the columns; <c>none</c> finds out: it does where a cell is text above a number.</summary>
    public bool? Header { get; init; }

    /// <summary>The character between cells.</summary>
    [Length(1, 1)]
    public string Delimiter { get; init; } = ",";

    /// <summary>
    /// Whether every input value is brought to mean 0 and standard deviation 1 over the samples that train: those of validation
    /// and test have no part in it. A value that never changes becomes 0.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>A file with test rows, in the same columns; without it <c>split.test</c> can take some of the training rows.</summary>
    public string? Test { get; init; }

    /// <summary>Files with further test rows, by name: <c>test_hard: hard.csv</c> gives <c>test_hard/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, string> ExtraTests { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public bool? HasTestSplit => Test is not null;

    /// <inheritdoc/>
    public IEnumerable<string> ExtraTestSets => ExtraTests.Keys;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate() => TestSetNames.Check(nameof(ExtraTests), ExtraTests.Keys);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var table = Table.Read(Path, Delimiter[0], Header);
        var columns = ColumnsOf(table);
        var encoding = new TableEncoding(table, columns, Task == CsvTask.Classification);
        if (encoding.Classes is { Names.Count: 1 } classes)
        {
            throw new InvalidDataException(
                $"{Path}: the label column '{table.Columns[columns.Label]}' holds one class only, '{classes.Names[0]}': expected at least two");
        }

        var train = encoding.Encode(table, columns);
        var tests = (Test is null ? ExtraTests : ExtraTests.Prepend(KeyValuePair.Create("test", Test)))
            .Select(set => KeyValuePair.Create(set.Key, Encode(encoding, set.Value))).ToArray();
        return Content(table, columns, encoding, train, tests);
    }

    private TableColumns ColumnsOf(Table table) => TableColumns.Find(table, Label, Features, Categorical);

    private EncodedTable Encode(TableEncoding encoding, string path)
    {
        var table = Table.Read(path, Delimiter[0], Header);
        return encoding.Encode(table, ColumnsOf(table));
    }

    private DatasetContent Content(Table table, TableColumns columns, TableEncoding encoding, EncodedTable train, KeyValuePair<string, EncodedTable>[] tests)
    {
        var spec = new DataSpec { InputShape = [encoding.Width], Classes = encoding.Classes?.Names.Count, ClassNames = encoding.Classes?.Names ?? [] };
        ISamples training = train.Samples();
        Func<ISamples, ISamples> finish = samples => samples;
        if (Standardize)
        {
            var standardized = new StandardizedSamples(training);
            (training, finish) = (standardized, standardized.Likewise);
        }

        var sets = tests.ToDictionary(set => set.Key, set => finish(set.Value.Samples()));
        var test = sets.Remove("test", out var found) ? found : null;
        return new DatasetContent(spec, training, test, DigestOf(spec, [train, .. tests.Select(set => set.Value)]))
        {
            ExtraTests = sets,
            Inputs = new TableInputs(table, columns, encoding, Delimiter[0], finish),
        };
    }

    private static string DigestOf(DataSpec spec, IEnumerable<EncodedTable> tables)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', spec.ClassNames)));
        foreach (var table in tables)
        {
            digest.AppendData(MemoryMarshal.AsBytes<float>(table.Inputs));
            digest.AppendData(MemoryMarshal.AsBytes<long>(table.Classes));
            digest.AppendData(MemoryMarshal.AsBytes<float>(table.Numbers));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
