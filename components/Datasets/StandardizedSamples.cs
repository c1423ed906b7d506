using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples [features] whose every feature has mean 0 and standard deviation 1 over the samples that train.</summary>
internal sealed class StandardizedSamples : ISamples
{
    private readonly ISamples samples;
    private readonly Scaling scaling;
    private readonly bool ownsScaling;

    /// <summary>The training set in this form: <see cref="Fit"/> learns from it.</summary>
    public StandardizedSamples(ISamples training)
        : this(training, new Scaling(), ownsScaling: true)
    {
    }

    private StandardizedSamples(ISamples samples, Scaling scaling, bool ownsScaling)
    {
        this.samples = samples;
        this.scaling = scaling;
        this.ownsScaling = ownsScaling;
    }

    /// <inheritdoc/>
    public long Count => samples.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<long> Labels => samples.Labels;

    /// <summary>Other samples with the scaling of these, for as long as these are there.</summary>
    public StandardizedSamples Likewise(ISamples others) => new(others, scaling, ownsScaling: false);

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<long> training)
    {
        using var scope = NewDisposeScope();
        var inputs = samples.Fetch(tensor(training.ToArray())).Inputs.to(ScalarType.Float64);
        var deviation = inputs.std(0, unbiased: false);
        scaling.Set(inputs.mean([0]), where(deviation > 0, deviation, ones_like(deviation)));
    }

    /// <inheritdoc/>
    public Batch Fetch(Tensor indices)
    {
        var batch = samples.Fetch(indices);
        return batch with { Inputs = scaling.Apply(batch.Inputs) };
    }

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        samples.MoveTo(device);
        scaling.MoveTo(device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        samples.Dispose();
        if (ownsScaling)
        {
            scaling.Dispose();
        }
    }

    /// <summary>What all sets of a data set share.</summary>
    private sealed class Scaling : IDisposable
    {
        private Tensor? mean;
        private Tensor? deviation;

        public void Set(Tensor newMean, Tensor newDeviation)
        {
            mean?.Dispose();
            deviation?.Dispose();
            mean = newMean.to(ScalarType.Float32).DetachFromDisposeScope();
            deviation = newDeviation.to(ScalarType.Float32).DetachFromDisposeScope();
        }

        public void MoveTo(Device device)
        {
            if (mean is not null && deviation is not null && mean.device_type != device.type)
            {
                Set(mean.to(device), deviation.to(device));
            }
        }

        public Tensor Apply(Tensor inputs) => mean is null || deviation is null ? inputs : inputs.sub_(mean).div_(deviation);

        public void Dispose()
        {
            mean?.Dispose();
            deviation?.Dispose();
        }
    }
}
