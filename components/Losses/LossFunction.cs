using System.Diagnostics.CodeAnalysis;
using ExperimentRunner.Components.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// A loss at work: it takes outputs and batch and gives a tensor without dimensions. A module or a function of one output and one target
/// becomes one by itself.
/// </summary>
public sealed class LossFunction : IDisposable
{
    private readonly nn.Module? module;
    private readonly Func<Outputs, Batch, Tensor> function;

    /// <summary>A loss that is a function of outputs and batch.</summary>
    /// <param name="function">From outputs and batch to the mean over the batch.</param>
    public LossFunction(Func<Outputs, Batch, Tensor> function)
        : this(null, function)
    {
    }

    private LossFunction(nn.Module? module, Func<Outputs, Batch, Tensor> function) => (this.module, this.function) = (module, function);

    /// <summary>What the mean of a batch counts in the mean of an evaluation; null for its number of samples.</summary>
    public Func<Batch, double>? Weight { get; init; }

    /// <summary>A loss that is a function of the one output [B, …] and the one target [B, …].</summary>
    public static LossFunction Of(Func<Tensor, Tensor, Tensor> function) => new((outputs, batch) => function(outputs.One, batch.Target));

    /// <summary>A module of the one output and the one target; its buffers move with it to a device.</summary>
    public static LossFunction Of(nn.Module<Tensor, Tensor, Tensor> module) => new(module, (outputs, batch) => module.call(outputs.One, batch.Target));

    /// <summary>
    /// A module of logits [N, classes] and classes [N]. Where each place of a sample has a class, a pixel or a token, the module sees the places
    /// whose class is known, and a batch counts for as many.
    /// </summary>
    public static LossFunction OfClasses(DataSpec data, nn.Module<Tensor, Tensor, Tensor> module)
    {
        if (data.Target.Shape.Count == 0)
        {
            return Of(module);
        }

        Tensor OverPlaces(Outputs outputs, Batch batch)
        {
            var (logits, classes) = Targets.Known(outputs.One, batch.Target);
            return module.call(logits, classes);
        }

        return new LossFunction(module, OverPlaces) { Weight = batch => Targets.CountKnown(batch.Target) };
    }

    /// <summary>A module of the one output and the one target.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Of is the alternate")]
    public static implicit operator LossFunction(nn.Module<Tensor, Tensor, Tensor> module) => Of(module);

    /// <summary>The loss of a batch: a tensor without dimensions.</summary>
    public Tensor Call(Outputs outputs, Batch batch) => function(outputs, batch);

    /// <summary>What the mean of a batch counts in the mean of an evaluation.</summary>
    public double WeightOf(Batch batch) => Weight?.Invoke(batch) ?? batch.Size;

    /// <summary>Moves buffers to a device, or to another type of numbers.</summary>
    public LossFunction MoveTo(Device device)
    {
        _ = module?.to(device);
        return this;
    }

    /// <inheritdoc cref="MoveTo(Device)"/>
    public LossFunction MoveTo(ScalarType type)
    {
        _ = module?.to(type);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => module?.Dispose();
}
