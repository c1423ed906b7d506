using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The moments and step counts of an optimizer in a checkpoint.</summary>
public static class OptimizerState
{
    /// <summary>Adds an optimizer's whole state.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="optimizer">Any optimizer of TorchSharp but L-BFGS.</param>
    public static void Optimizer(this CheckpointWriter checkpoint, string name, optim.Optimizer optimizer) =>
        checkpoint.Binary(name, WithState(optimizer).save_state_dict);

    /// <summary>Gives an optimizer of the same build, over the same parameters, the state that was saved.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="optimizer">The optimizer.</param>
    public static void Optimizer(this CheckpointReader checkpoint, string name, optim.Optimizer optimizer) =>
        checkpoint.Binary(name, WithState(optimizer).load_state_dict);

    private static OptimizerHelper WithState(optim.Optimizer optimizer) => optimizer as OptimizerHelper
        ?? throw new NotSupportedException($"the state of {optimizer.GetType().Name} cannot be saved: TorchSharp gives no access to it");
}
