using System.IO.MemoryMappedFiles;
using ExperimentRunner.Registry.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>
/// Values that stay in a file, mapped into memory: a batch copies the rows that it holds, and the system keeps in memory what
/// there is room for. For data that are larger than memory; the values are those of <see cref="ResidentColumn"/>.
/// </summary>
public sealed class MappedColumn : Column
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly double scale;
    private readonly RowGather gather;
    private Device device = CPU;

    /// <summary>Opens a file of values.</summary>
    /// <param name="path">The file: row after row and nothing else, in the byte order of the machine.</param>
    /// <param name="shape">The shape of one row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="type">The type of the values. Bytes come out as float32, other values as they are.</param>
    /// <param name="scale">What bytes are multiplied with: 1/255 brings pixels to [0, 1].</param>
    /// <exception cref="InvalidDataException">The file has another length.</exception>
    public unsafe MappedColumn(string path, long[] shape, long count, ScalarType type = ScalarType.Byte, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        this.scale = scale;
        Count = count;
        var bytes = shape.Aggregate((long)type.ElementSize(), (product, size) => checked(product * size));
        var stream = RegularFile.Open(path);
        if (stream.Length != bytes * count)
        {
            using var closed = stream;
            throw new InvalidDataException($"{path}: it has {stream.Length} bytes, expected {count} samples of {bytes}");
        }

        file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        gather = new RowGather(Start(), checked((int)bytes), shape, type, count);
    }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override FieldValues Fetch(Rows rows) => new(device.type == DeviceType.CPU
        ? gather.Floats(rows.Numbers, scale)
        : ByteScale.ToFloats(gather.Stored(rows.Numbers).to(device), scale)); // bytes travel, a quarter of the floats

    /// <inheritdoc/>
    public override void MoveTo(Device device) => this.device = device;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private unsafe byte* Start()
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return start;
    }
}
