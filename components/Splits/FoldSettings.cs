using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>One fold of a k-fold cross-validation: the samples left by <c>split.test</c> in equal parts, class by class.</summary>
public sealed record FoldSettings : IValidate
{
    /// <summary>The number of parts, k.</summary>
    [Range(2, 1000)]
    public required int Of { get; init; }

    /// <summary>The part that validates, from 0.</summary>
    [Range(0, 999)]
    public required int Index { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Index >= Of)
        {
            yield return new ArgumentProblem(nameof(Index), $"of {Of} folds the last is {Of - 1}")
            {
                DependsOn = [nameof(Of)],
            };
        }
    }
}
