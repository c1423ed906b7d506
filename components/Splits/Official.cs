using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>As the publisher set samples aside, and nothing more: an error for a data set that has neither validation nor test samples of its own.</summary>
[Component("official")]
public sealed record Official : ISplit
{
    /// <inheritdoc/>
    public bool TakesValidation => false;

    /// <inheritdoc/>
    public bool TakesTest => false;

    /// <inheritdoc/>
    public DataSplits Of(DatasetContent content) => content.Validation is null && content.Test is null && content.ExtraTests.Count == 0
        ? throw new InvalidOperationException("split: this data set has no official validation or test samples; 'stratified' takes some from those to train on, for example 'split: {validation: 0.1}'")
        : new Stratified().Of(content);
}
