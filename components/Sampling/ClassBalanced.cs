using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Sampling;

/// <summary>
/// Every class equally often in every epoch, up to one sample: samples of small classes repeat, those of large ones take turns
/// over the epochs. Within a class every sample comes equally often, up to one.
/// </summary>
[Component("class_balanced")]
public sealed record ClassBalanced : ISampler
{
    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("class_balanced");

    /// <inheritdoc/>
    public EpochOrder Build(SampleSubset subset, DataSpec data) =>
        ClassMix.Of(subset, data.RequireClasses("class_balanced"), (_, count) => Math.Min(count, 1));
}
