using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples [features] whose inputs, or targets, are scaled as the samples that train teach.</summary>
internal sealed class ScaledSamples : ISamples
{
    private readonly ISamples samples;
    private readonly Scaling? inputs;
    private readonly Scaling? targets;
    private readonly bool ownsScaling;

    /// <summary>The training set in this form: <see cref="Fit"/> learns from it.</summary>
    /// <param name="training">The samples.</param>
    /// <param name="inputs">Scales inputs, or null; owned by this.</param>
    /// <param name="targets">Scales targets, or null; owned by this.</param>
    public ScaledSamples(ISamples training, Scaling? inputs, Scaling? targets)
        : this(training, inputs, targets, ownsScaling: true)
    {
    }

    private ScaledSamples(ISamples samples, Scaling? inputs, Scaling? targets, bool ownsScaling)
    {
        this.samples = samples;
        this.inputs = inputs;
        this.targets = targets;
        this.ownsScaling = ownsScaling;
    }

    /// <summary>What targets are scaled by, or null.</summary>
    public Scaling? Targets => targets;

    /// <inheritdoc/>
    public long Count => samples.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<long> Labels => samples.Labels;

    /// <summary>Other samples with the scaling of these, for as long as these are there.</summary>
    public ScaledSamples Likewise(ISamples others) => new(others, inputs, targets, ownsScaling: false);

    /// <summary>Other samples whose targets mean nothing, likewise.</summary>
    public ScaledSamples InputsLikewise(ISamples others) => new(others, inputs, targets: null, ownsScaling: false);

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<long> training)
    {
        using var scope = NewDisposeScope();
        var batch = samples.Fetch(tensor(training.ToArray()));
        inputs?.Fit(batch.Inputs.to(ScalarType.Float64));
        targets?.Fit(batch.Targets.to(ScalarType.Float64));
    }

    /// <inheritdoc/>
    public Batch Fetch(Tensor indices)
    {
        var batch = samples.Fetch(indices);
        return new Batch(inputs?.Apply(batch.Inputs) ?? batch.Inputs, targets?.Apply(batch.Targets) ?? batch.Targets);
    }

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        samples.MoveTo(device);
        inputs?.MoveTo(device);
        targets?.MoveTo(device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        samples.Dispose();
        if (ownsScaling)
        {
            inputs?.Dispose();
            targets?.Dispose();
        }
    }
}
