using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Native;

/// <summary>
/// Shows memory that is read before anybody wrote it: while it is marked, libtorch fills every block that it allocates on the CPU with one
/// pattern, which is NaN in float32. Without the mark such memory holds whatever was there before, often zeros, and a fault shows by chance.
/// The mark holds for the whole process, and changes no result of code that writes what it reads.
/// </summary>
public static class UnsetMemory
{
    // c10's kJunkPattern, which fills a block by 64 bits.
    private const int Pattern = 0x7fedbeef;
    private const long WidePattern = ((long)Pattern << 32) | Pattern;
    private const string Switch = "FLAGS_caffe2_cpu_allocator_do_junk_fill";

    private static readonly Lazy<nint> Address = new(() => LibTorch.Find("libc10.so", Switch) ?? throw new LibTorchException(
        $"the libtorch in {LibTorch.Folder} has no {Switch}, by which weights that nobody set are found: use the one that ships with this program, "
        + $"or, in {LibTorch.FolderVariable}, that of a PyTorch wheel"));

    private static int marks;

    /// <summary>Marks memory that is allocated until the result is disposed of.</summary>
    /// <exception cref="LibTorchException">This libtorch cannot do it.</exception>
    public static IDisposable Mark() => new Marking();

    /// <summary>Whether a tensor, on any device, holds a value that nobody set since its memory was allocated under the mark.</summary>
    /// <param name="values">Values of any shape; those of other types than float32 and float64 are taken for set.</param>
    public static bool IsIn(Tensor values)
    {
        using var scope = NewDisposeScope();
        var bytes = values.detach().cpu().contiguous().bytes;
        return values.dtype switch
        {
            ScalarType.Float32 => MemoryMarshal.Cast<byte, int>(bytes).Contains(Pattern),
            ScalarType.Float64 => MemoryMarshal.Cast<byte, long>(bytes).Contains(WidePattern),
            _ => false,
        };
    }

    private static void Count(int change)
    {
        lock (Address)
        {
            marks += change;
            Marshal.WriteByte(Address.Value, (byte)(marks > 0 ? 1 : 0));
        }
    }

    private sealed class Marking : IDisposable
    {
        private bool isOver;

        public Marking() => Count(+1);

        public void Dispose()
        {
            if (!isOver)
            {
                isOver = true;
                Count(-1);
            }
        }
    }
}
