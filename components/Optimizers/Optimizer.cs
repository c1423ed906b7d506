using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>What optimizers have in common.</summary>
public abstract record Optimizer : IOptimizer, IValidate
{
    /// <inheritdoc/>
    [Synonyms("learning_rate", "learningrate", "eta", "base_lr")]
    [Key("lr"), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public abstract double LearningRate { get; init; }

    /// <summary>
    /// Rules for some parameters by name, such as <c>[{match: "*.bias", weight_decay: 0}]</c>; the first that matches counts.
    /// </summary>
    public IReadOnlyList<GroupRule> Groups { get; init; } = [];

    /// <inheritdoc/>
    public virtual bool NeedsClosure => false;

    /// <inheritdoc/>
    public virtual IEnumerable<ArgumentProblem> Validate() => [];

    /// <inheritdoc/>
    public torch.optim.Optimizer Build(ParameterGroups parameters) => Build(parameters.Divide(Groups, LearningRate));

    /// <summary>Builds the optimizer over groups of parameters.</summary>
    protected abstract torch.optim.Optimizer Build(IReadOnlyList<ParameterGroup> groups);
}
