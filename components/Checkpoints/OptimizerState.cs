using System.Reflection;
using ExperimentRunner.Components.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The moments and step counts of an optimizer in a checkpoint.</summary>
public static class OptimizerState
{
    /// <summary>Adds an optimizer's whole state.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="optimizer">An optimizer of TorchSharp, or one with <see cref="IOptimizerState"/>.</param>
    public static void Optimizer(this CheckpointWriter checkpoint, string name, optim.Optimizer optimizer) => checkpoint.Binary(name, optimizer switch
    {
        OptimizerHelper managed => writer => Save(managed, writer),
        IOptimizerState own => own.Save,
        _ => throw Inaccessible(optimizer),
    });

    /// <summary>Gives an optimizer of the same build, over the same parameters, the state that was saved.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="optimizer">The optimizer.</param>
    public static void Optimizer(this CheckpointReader checkpoint, string name, optim.Optimizer optimizer) => checkpoint.Binary(name, optimizer switch
    {
        OptimizerHelper managed => reader => Load(managed, reader),
        IOptimizerState own => own.Load,
        _ => throw Inaccessible(optimizer),
    });

    /// <summary>TorchSharp writes only tensors that lie row by row: moments of weights that lie otherwise are made so meanwhile.</summary>
    private static void Save(OptimizerHelper optimizer, BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var moved = Moments(optimizer).Where(moment => !moment.Moment.is_contiguous()).Select(moment => (moment.Moment, Before: moment.Moment.alias())).ToList();
        try
        {
            moved.ForEach(moment => moment.Moment.set_(moment.Before.contiguous()));
            optimizer.save_state_dict(writer);
        }
        finally
        {
            moved.ForEach(moment => moment.Moment.set_(moment.Before));
        }
    }

    /// <summary>Moments get the order in memory of their weights back: in another one steps round otherwise.</summary>
    private static void Load(OptimizerHelper optimizer, BinaryReader reader)
    {
        using var withoutGradients = no_grad();
        LieRowByRow(optimizer); // values are read into the tensors that are there
        optimizer.load_state_dict(reader);
        using var scope = NewDisposeScope();
        foreach (var (moment, weights) in Moments(optimizer).Where(moment => moment.Moment.shape.SequenceEqual(moment.Weights.shape)))
        {
            if (!moment.stride().SequenceEqual(weights.stride()))
            {
                moment.set_(ConvolutionLayout.Copy(moment, weights.stride()));
            }
        }
    }

    private static void LieRowByRow(OptimizerHelper optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var (moment, _) in Moments(optimizer).Where(moment => !moment.Moment.is_contiguous()))
        {
            moment.set_(moment.contiguous());
        }
    }

    /// <summary>The tensors that an optimizer keeps for its weights: the public fields of their states.</summary>
    private static IEnumerable<(Tensor Moment, Tensor Weights)> Moments(OptimizerHelper optimizer) =>
        optimizer.state_dict().State.Zip(optimizer.parameters(), (state, weights) => state.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Select(field => field.GetValue(state)).OfType<Tensor>().Select(moment => (moment, (Tensor)weights))).SelectMany(moments => moments);

    private static NotSupportedException Inaccessible(optim.Optimizer optimizer) =>
        new($"the state of {optimizer.GetType().Name} cannot be saved: it is not one of TorchSharp's managed optimizers, and it has no IOptimizerState");
}
