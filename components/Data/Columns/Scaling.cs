using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>
/// Mean and standard deviation of numbers, column by column, learnt from the samples that train: what inputs, or targets, are brought
/// to mean 0 and deviation 1 by. A column that never changes keeps deviation 1. Until something is learnt, values stay as they are.
/// </summary>
/// <param name="standardizes">Whether values are scaled; else only those that are missing, NaN, are replaced by the mean.</param>
public sealed class Scaling(bool standardizes = true) : IDisposable
{
    private Tensor? mean;
    private Tensor? deviation;

    /// <summary>Whether values are brought to mean 0 and deviation 1.</summary>
    public bool Standardizes => standardizes;

    /// <summary>The mean of each column; empty until it is learnt.</summary>
    public IReadOnlyList<float> Means => Values(mean);

    /// <summary>The standard deviation of each column; empty until it is learnt.</summary>
    public IReadOnlyList<float> Deviations => Values(deviation);

    /// <summary>Learns from samples.</summary>
    /// <param name="values">float64 [N, columns]; NaN where a value is missing.</param>
    public void Fit(Tensor values)
    {
        using var scope = NewDisposeScope();
        var isKnown = values.isnan().logical_not();
        var known = isKnown.sum(dim: 0).clamp_min(1);
        var means = values.nan_to_num(0).sum(dim: 0).div(known);
        var deviations = where(isKnown, values, means).std(0, unbiased: false);
        Set(means.to(ScalarType.Float32), where(deviations > 0, deviations, ones_like(deviations)).to(ScalarType.Float32));
    }

    /// <summary>Moves what was learnt to a device.</summary>
    public void MoveTo(Device device)
    {
        if (mean is not null && deviation is not null && mean.device_type != device.type)
        {
            Set(mean.to(device), deviation.to(device));
        }
    }

    /// <summary>Scales values, [N, columns], in place.</summary>
    public Tensor Apply(Tensor values)
    {
        if (mean is null || deviation is null)
        {
            return values;
        }

        var whole = where(values.isnan(), mean, values);
        return standardizes ? whole.sub_(mean).div_(deviation) : whole;
    }

    /// <summary>Brings scaled values, [N, columns], back to what they were.</summary>
    public Tensor Undo(Tensor values) => !standardizes || mean is null || deviation is null ? values : values.mul(deviation).add(mean);

    /// <inheritdoc/>
    public void Dispose()
    {
        mean?.Dispose();
        deviation?.Dispose();
    }

    private static float[] Values(Tensor? tensor)
    {
        using var local = tensor?.cpu();
        return local is null ? [] : local.data<float>().ToArray();
    }

    private void Set(Tensor newMean, Tensor newDeviation)
    {
        Dispose();
        mean = newMean.DetachFromDisposeScope();
        deviation = newDeviation.DetachFromDisposeScope();
    }
}
