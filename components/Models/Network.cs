using System.Diagnostics.CodeAnalysis;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// A network at work: it takes a batch and gives outputs. Most are a module from one tensor to one, which becomes a network by itself; one that
/// takes several fields, or their lengths, or that gives several outputs, is a module that takes the batch.
/// </summary>
public sealed class Network : IDisposable
{
    private readonly Func<Batch, Outputs> forward;

    private Network(nn.Module module, Func<Batch, Outputs> forward) => (Module, this.forward) = (module, forward);

    /// <summary>The module, whose parameters are trained and saved.</summary>
    public nn.Module Module { get; }

    /// <summary>A module that takes the one given field.</summary>
    public static Network Of(nn.Module<Tensor, Tensor> module) => new(module, batch => new Outputs(module.call(batch.Input)));

    /// <summary>A module that takes the batch and gives one tensor.</summary>
    public static Network Of(nn.Module<Batch, Tensor> module) => new(module, batch => new Outputs(module.call(batch)));

    /// <summary>A module that takes the batch and gives one tensor or several.</summary>
    public static Network Of(nn.Module<Batch, Outputs> module) => new(module, module.call);

    /// <summary>A module that takes the one given field.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Of is the alternate")]
    public static implicit operator Network(nn.Module<Tensor, Tensor> module) => Of(module);

    /// <summary>A module that takes the batch and gives one tensor.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Of is the alternate")]
    public static implicit operator Network(nn.Module<Batch, Tensor> module) => Of(module);

    /// <summary>A module that takes the batch and gives one tensor or several.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Of is the alternate")]
    public static implicit operator Network(nn.Module<Batch, Outputs> module) => Of(module);

    /// <summary>The outputs for a batch.</summary>
    public Outputs Call(Batch batch) => forward(batch);

    /// <summary>The one output for values that come from no data set, such as noise, or what an environment shows.</summary>
    /// <param name="input">The one field that the network takes, [B, …].</param>
    public Tensor Call(Tensor input) =>
        Call(new Batch(DataSpec.Of(FieldSpec.Given("input", new ValuesMeaning(), input.shape[1..])), new FieldValues(input))).One;

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();
}
