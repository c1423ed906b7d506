using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Schedules;

/// <summary>The same learning rate all along, after the warm-up.</summary>
[Synonyms("ConstantLR")]
[Component("constant")]
public sealed record Constant : WarmedUp
{
    /// <inheritdoc/>
    protected override double After(TrainingProgress progress, long warmup) => 1;
}
