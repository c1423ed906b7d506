using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>An optimizer with weight decay.</summary>
public abstract record DecayingOptimizer : Optimizer
{
    /// <summary>Weight decay λ, as an L2 penalty: λθ is added to the gradient.</summary>
    [Synonyms("wd", "l2", "decay")]
    [Range(0, double.PositiveInfinity)]
    public virtual double WeightDecay { get; init; }
}
