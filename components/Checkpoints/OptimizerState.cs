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
        OptimizerHelper managed => managed.save_state_dict,
        IOptimizerState own => own.Save,
        _ => throw Inaccessible(optimizer),
    });

    /// <summary>Gives an optimizer of the same build, over the same parameters, the state that was saved.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="optimizer">The optimizer.</param>
    public static void Optimizer(this CheckpointReader checkpoint, string name, optim.Optimizer optimizer) => checkpoint.Binary(name, optimizer switch
    {
        OptimizerHelper managed => managed.load_state_dict,
        IOptimizerState own => own.Load,
        _ => throw Inaccessible(optimizer),
    });

    private static NotSupportedException Inaccessible(optim.Optimizer optimizer) =>
        new($"the state of {optimizer.GetType().Name} cannot be saved: it is not one of TorchSharp's managed optimizers, and it has no IOptimizerState");
}
