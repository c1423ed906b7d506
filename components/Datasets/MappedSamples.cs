using System.IO.MemoryMappedFiles;
using ExperimentRunner.Registry.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// Samples that stay in a file, mapped into memory: a batch copies the samples that it holds, and the system keeps in memory what
/// there is room for. For sets that are larger than memory; the values are those of <see cref="ResidentSamples"/>.
/// </summary>
public sealed class MappedSamples : ISamples
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long[] labels;
    private readonly double scale;
    private readonly RowGather gather;
    private Tensor targets;
    private Device device = CPU;

    /// <summary>Opens a file of samples.</summary>
    /// <param name="path">The file: uint8 values, sample after sample and nothing else.</param>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="scale">What values are multiplied with: 1/255 brings pixels to [0, 1].</param>
    /// <exception cref="InvalidDataException">The file has another length.</exception>
    public unsafe MappedSamples(string path, long[] shape, long[] labels, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        this.labels = labels;
        this.scale = scale;
        var bytes = shape.Aggregate(1L, (product, size) => product * size);
        var stream = RegularFile.Open(path);
        if (stream.Length != bytes * labels.Length)
        {
            using var closed = stream;
            throw new InvalidDataException($"{path}: it has {stream.Length} bytes, expected {labels.Length} samples of {bytes}");
        }

        file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        gather = new RowGather(Start(), checked((int)bytes), shape, ScalarType.Byte, labels.Length);
        targets = tensor(labels).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public long Count => labels.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<long> Labels => labels;

    /// <inheritdoc/>
    public Batch Fetch(Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return new Batch(Inputs(indices), targets.index_select(0, indices));
    }

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        this.device = device;
        targets = ResidentSamples.Moved(targets, device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
        targets.Dispose();
    }

    private unsafe byte* Start()
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return start;
    }

    private Tensor Inputs(Tensor indices)
    {
        if (device.type == DeviceType.CPU)
        {
            return gather.Floats(indices, scale);
        }

        using var local = indices.cpu();
        return PixelScale.ToFloats(gather.Stored(local).to(device), scale); // bytes travel, a quarter of the floats
    }
}
