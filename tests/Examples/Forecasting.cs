using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// Windows over one series, a wave of a day and one of a week with a little noise: the values so far, and those of the next hours. A window
/// begins at every hour, so neighbours share most of their values: <c>split: {type: by_time, gap: …}</c> keeps what is learnt and what is
/// measured apart, and any other split is told as the leak that it is.
/// </summary>
[Component("tides")]
public sealed record Tides : IDataset
{
    /// <summary>Hours in the series.</summary>
    [Range(100, 1_000_000)]
    public int Hours { get; init; } = 1_000;

    /// <summary>Hours that a model sees.</summary>
    [Range(1, 1_000)]
    public int Past { get; init; } = 48;

    /// <summary>Hours that it is asked for.</summary>
    [Range(1, 1_000)]
    public int Future { get; init; } = 6;

    /// <inheritdoc/>
    public Meaning? Targets => new ValuesMeaning { Names = [.. Enumerable.Range(1, Future).Select(hour => $"in {hour} h")] };

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        using var scope = NewDisposeScope();
        var hours = arange(Hours, ScalarType.Float32);
        var series = (hours * (2 * Math.PI / 24)).sin() + (0.5 * (hours * (2 * Math.PI / 168)).sin()) + (0.05 * randn([Hours], generator: new Generator(0)));
        var windows = series.unfold(0, Past + Future, 1);
        var samples = new SampleTable(
            DataSpec.Of(FieldSpec.Given("past", new SeriesMeaning(["level"], TimeSpan.FromHours(1)), Past, 1), FieldSpec.Asked("future", Targets!, Future)),
            new ResidentColumn(windows.narrow(1, 0, Past).unsqueeze(2).contiguous()),
            new ResidentColumn(windows.narrow(1, Past, Future).contiguous()));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(series.bytes))) { Overlap = Past + Future - 1 };
    }
}
