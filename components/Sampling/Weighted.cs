using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Sampling;

/// <summary>
/// Samples in proportion to the weight of their class: of a class with weight 2 they come twice as often as of one with weight 1.
/// Within a class every sample comes equally often in an epoch, up to one.
/// </summary>
[Component("weighted")]
public sealed record Weighted : ISampler, IValidate
{
    /// <summary>Weights by class name, or by class index where classes have no names, each at least 0; a class that is not named has weight 1.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        foreach (var (name, weight) in Weights.Where(entry => !(entry.Value >= 0 && double.IsFinite(entry.Value))))
        {
            yield return new ArgumentProblem(nameof(Weights), $"the weight of '{name}' must be at least 0 and finite, found {weight}");
        }
    }

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("weighted");

    /// <inheritdoc/>
    public EpochOrder Build(SampleSubset subset, DataSpec data)
    {
        var weights = Enumerable.Repeat(1.0, data.RequireClasses("weighted")).ToArray();
        foreach (var (name, weight) in Weights)
        {
            weights[data.ClassIndex(name) ?? throw Unknown(name, data)] = weight;
        }

        return ClassMix.Of(subset, weights.Length, (label, count) => count * weights[label]);
    }

    private static InvalidOperationException Unknown(string name, DataSpec data) => new(data.ClassNames.Count > 0
        ? $"train.sampling.weights: this data set has no class '{name}'; known: {string.Join(", ", data.ClassNames)}"
        : $"train.sampling.weights: this data set has no class '{name}'; known: 0 to {data.Classes - 1}");
}
