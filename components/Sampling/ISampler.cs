using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Sampling;

/// <summary>Which training samples make up an epoch, and in what order. An epoch has as many samples as the training set.</summary>
[ComponentKind("sampler")]
public interface ISampler
{
    /// <summary>Why this does not work with such targets, in words that name the component; null where it does, or where that is not known yet. No tensors here.</summary>
    string? Misfit(Meaning targets) => null;

    /// <summary>Prepares the drawing of epochs.</summary>
    /// <param name="subset">The samples to train on.</param>
    /// <param name="data">What the data set tells of them.</param>
    /// <exception cref="InvalidOperationException">The data do not fit this sampler; the message says how.</exception>
    EpochOrder Build(SampleSubset subset, DataSpec data);
}
