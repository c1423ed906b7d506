using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples that lie in memory as one tensor, as bytes where the data are bytes, and are fetched in one operation.</summary>
public sealed class ResidentSamples : ISamples
{
    private readonly double scale;
    private readonly long[] labels;
    private Tensor inputs;
    private Tensor targets;
    private RowGather? gather; // on the CPU

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="inputs">[N, …], uint8 or float32.</param>
    /// <param name="targets">[N, …].</param>
    /// <param name="labels">The class of each sample, or empty.</param>
    /// <param name="scale">What a uint8 input is multiplied with: 1/255 brings pixels to [0, 1].</param>
    public ResidentSamples(Tensor inputs, Tensor targets, long[] labels, double scale = 1)
    {
        this.inputs = inputs.contiguous().DetachFromDisposeScope();
        this.targets = targets.DetachFromDisposeScope();
        this.labels = labels;
        this.scale = scale;
        gather = GatherOf(this.inputs);
    }

    /// <inheritdoc/>
    public long Count => inputs.shape[0];

    /// <inheritdoc/>
    public long Bytes => (inputs.numel() * inputs.element_size()) + (targets.numel() * targets.element_size());

    /// <inheritdoc/>
    public ReadOnlySpan<long> Labels => labels;

    /// <inheritdoc/>
    public Batch Fetch(Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var batch = gather?.Floats(indices, scale) ?? PixelScale.ToFloats(inputs.index_select(0, indices), scale);
        return new Batch(batch, targets.index_select(0, indices));
    }

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        inputs = Moved(inputs, device);
        gather = GatherOf(inputs);
        targets = Moved(targets, device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
    }

    private static unsafe RowGather? GatherOf(Tensor inputs)
    {
        if (inputs.device_type != DeviceType.CPU || inputs.shape[0] == 0)
        {
            return null;
        }

        using var first = inputs.narrow(0, 0, 1); // the whole may be longer than a span can be
        var sample = first.bytes;
        return new RowGather((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(sample)), sample.Length, inputs.shape[1..], inputs.dtype, inputs.shape[0]);
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
