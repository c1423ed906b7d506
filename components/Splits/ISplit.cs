using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Splits;

/// <summary>How samples are set aside for validation and for testing.</summary>
[ComponentKind("split")]
public interface ISplit
{
    /// <summary>Whether it takes validation samples from those to train on; else a data set's own validate, where it has any.</summary>
    bool TakesValidation { get; }

    /// <summary>Whether it takes test samples from those to train on; else a data set's own are tested on, where it has any.</summary>
    bool TakesTest { get; }

    /// <summary>Divides the samples of a data set, and lets it learn from those that train.</summary>
    /// <exception cref="InvalidOperationException">A part would be empty, or the data set has its own; the message says what to do.</exception>
    DataSplits Of(DatasetContent content);
}
