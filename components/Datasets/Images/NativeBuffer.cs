using System.Runtime.InteropServices;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Bytes that are given back at once: of images with a hundred million pixels none may wait for the garbage collector.</summary>
/// <param name="bytes">How many; they are not cleared.</param>
internal sealed unsafe class NativeBuffer(int bytes) : IDisposable
{
    private void* start = NativeMemory.Alloc((nuint)bytes);

    /// <summary>Where they are.</summary>
    public nint Start => (nint)start;

    /// <summary>The bytes.</summary>
    public Span<byte> Bytes => new(start, bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(start);
        start = null;
    }
}
