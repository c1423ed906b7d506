using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Benchmarks;

/// <summary>Noise in the shape of MNIST, float32: what is learnt does not matter to the cost of a step.</summary>
[Component("random_images")]
public sealed record RandomImages : IDataset
{
    /// <summary>How many.</summary>
    public int Count { get; init; } = 6400;

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        using var generator = new Generator(1);
        var labels = new long[Count];
        for (var index = 0; index < Count; index++)
        {
            labels[index] = index % 10;
        }

        var spec = DataSpec.Of(FieldSpec.Given("pixels", new ValuesMeaning(), 784), FieldSpec.Asked("class", new ClassMeaning(10)));
        return new DatasetContent(new SampleTable(spec, new ResidentColumn(rand(Count, 784, generator: generator)), new ResidentColumn(labels)), null, "noise");
    }
}
