using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>
/// What holds for some parameters only, such as no weight decay for biases. A parameter belongs to the first rule that matches
/// its name; one that no rule matches keeps the optimizer's own values.
/// </summary>
public sealed record GroupRule
{
    /// <summary>
    /// The parameters by their names in the model, as in its state dict: <c>*</c> stands for any characters, <c>?</c> for one
    /// (<c>*.bias</c>, <c>layer1.*</c>). A rule that no parameter belongs to is an error.
    /// </summary>
    [Length(1)]
    public required string Match { get; init; }

    /// <summary>
    /// What the optimizer's learning rate is multiplied with for these parameters, beside the schedule's factor; 0 freezes them.
    /// A factor, so that a sweep over <c>optimizer.lr</c> moves all groups.
    /// </summary>
    [Range(0, double.PositiveInfinity)]
    public double LrFactor { get; init; } = 1;

    /// <summary>The weight decay of these parameters; <c>none</c> keeps the optimizer's.</summary>
    [Range(0, double.PositiveInfinity)]
    public double? WeightDecay { get; init; }
}
