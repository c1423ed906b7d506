using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples that lie in memory as one tensor, as bytes where the data are bytes, and are fetched in one operation.</summary>
public sealed class ResidentSamples : ISamples
{
    private readonly double scale;
    private readonly long[] labels;
    private Tensor inputs;
    private Tensor targets;

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="inputs">[N, …], uint8 or float32.</param>
    /// <param name="targets">[N, …].</param>
    /// <param name="labels">The class of each sample, or empty.</param>
    /// <param name="scale">What a uint8 input is multiplied with: 1/255 brings pixels to [0, 1].</param>
    public ResidentSamples(Tensor inputs, Tensor targets, long[] labels, double scale = 1)
    {
        this.inputs = inputs.DetachFromDisposeScope();
        this.targets = targets.DetachFromDisposeScope();
        this.labels = labels;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public long Count => inputs.shape[0];

    /// <inheritdoc/>
    public ReadOnlySpan<long> Labels => labels;

    /// <inheritdoc/>
    public Batch Fetch(Tensor indices)
    {
        return new Batch(PixelScale.ToFloats(inputs.index_select(0, indices), scale), targets.index_select(0, indices));
    }

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        inputs = Moved(inputs, device);
        targets = Moved(targets, device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    /// <summary>A tensor that outlives scopes on another device; the original is freed.</summary>
    internal static Tensor Moved(Tensor tensor, Device device)
    {
        if (tensor.device_type == device.type)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(device).DetachFromDisposeScope();
        }
    }
}
