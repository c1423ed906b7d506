using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Losses;

/// <summary>What training minimises.</summary>
[ComponentKind("loss")]
public interface ILoss
{
    /// <summary>Why this does not work with such targets, in words that name the component; null where it does, or where that is not known yet. No tensors here.</summary>
    string? Misfit(Meaning targets) => null;

    /// <summary>Builds the loss: from outputs and batch to the mean over the batch, a tensor without dimensions.</summary>
    LossFunction Build(DataSpec data);
}
