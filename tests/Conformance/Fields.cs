using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets.Inputs;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>Data sets with one field to give and one to ask for, and components asked about plain tensors of such.</summary>
public static class Fields
{
    /// <summary>Images where the shape has three dimensions, else numbers, with classes to ask for, or with numbers where there are none.</summary>
    public static DataSpec Of(IReadOnlyList<long> shape, int? classes = null, int targets = 1, IReadOnlyList<string>? names = null) => DataSpec.Of(
        FieldSpec.Given("input", shape.Count == 3 ? new ImageMeaning() : new ValuesMeaning(), shape),
        names is { Count: > 0 } ? FieldSpec.Asked("target", new ClassMeaning(names))
            : classes is { } count ? FieldSpec.Asked("target", new ClassMeaning(count)) : FieldSpec.Asked("target", new ValuesMeaning(), [targets]));

    /// <summary>A batch of inputs and targets.</summary>
    public static Batch Batch(Tensor inputs, Tensor targets, DataSpec? data = null) =>
        new(data ?? Spec(inputs, targets), new FieldValues(inputs), new FieldValues(targets));

    /// <summary>A table of inputs and targets.</summary>
    public static SampleTable Table(DataSpec data, Tensor inputs, long[] labels) => new(data, new ResidentColumn(inputs), new ResidentColumn(labels));

    /// <summary>The loss of one output against one target.</summary>
    public static Tensor Call(this LossFunction loss, Tensor outputs, Tensor targets) => loss.Call(outputs, Batch(outputs, targets));

    /// <summary>Takes in one output and one target.</summary>
    public static void Add(this MetricAccumulator accumulator, Tensor outputs, Tensor targets) => accumulator.Add(outputs, Batch(outputs, targets));

    /// <summary>What an augmentation makes of images alone.</summary>
    public static Tensor Apply(this IAugmentation augmentation, Tensor inputs, SampleDraws draws)
    {
        var data = DataSpec.Of(FieldSpec.Given("input", inputs.dim() == 4 ? new ImageMeaning() : new ValuesMeaning(), inputs.shape[1..]));
        return augmentation.Apply(new Batch(data, new FieldValues(inputs)), draws).Input;
    }

    /// <summary>Samples by index.</summary>
    public static Batch Fetch(this SampleTable samples, Tensor indices) => samples.Fetch(Rows.Of(indices.data<long>().ToArray()));

    /// <summary>Reads new inputs as the data set, or the meanings of its fields, read them.</summary>
    public static IInputReader Reader(this DatasetContent content) => content.Inputs ?? new FileInputs(content.Spec);

    /// <summary>The module of a network that takes one tensor and gives one.</summary>
    public static nn.Module<Tensor, Tensor> Plain(this Network network) => (nn.Module<Tensor, Tensor>)network.Module;

    private static DataSpec Spec(Tensor inputs, Tensor targets) => DataSpec.Of(
        FieldSpec.Given("input", inputs.dim() == 4 ? new ImageMeaning() : new ValuesMeaning(), inputs.shape[1..]),
        targets.is_floating_point()
            ? FieldSpec.Asked("target", new ValuesMeaning(), targets.shape[1..])
            : FieldSpec.Asked("target", new ClassMeaning((int)inputs.shape[^1]), targets.shape[1..]));
}
