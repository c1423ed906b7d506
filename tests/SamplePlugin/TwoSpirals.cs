using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace SamplePlugin;

/// <summary>Points [2] on two spirals that wind around each other, one class each (Lang, Witbrock 1988).</summary>
[Component("two_spirals")]
public sealed record TwoSpirals : IDataset
{
    /// <summary>The number of points on each spiral.</summary>
    [Range(2, 100_000)]
    public int Points { get; init; } = 97;

    /// <summary>How often each spiral turns around the centre.</summary>
    [Range(0.1, 10)]
    public double Turns { get; init; } = 3;

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var (inputs, labels) = (new float[4 * Points], new long[2 * Points]);
        for (var sample = 0; sample < labels.Length; sample++)
        {
            labels[sample] = sample % 2;
            var radius = (sample / 2 + 1.0) / Points;
            var angle = Math.PI * (2 * Turns * radius + labels[sample]);
            inputs[2 * sample] = (float)(radius * Math.Cos(angle));
            inputs[2 * sample + 1] = (float)(radius * Math.Sin(angle));
        }

        var spec = DataSpec.Of(FieldSpec.Given("point", new ValuesMeaning { Names = ["x", "y"] }, 2), FieldSpec.Asked("spiral", new ClassMeaning(["first", "second"])));
        var samples = new SampleTable(spec, new ResidentColumn(torch.tensor(inputs, [labels.Length, 2])), new ResidentColumn(labels));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(inputs))));
    }
}
