using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ExperimentRunner.Registry.Files;

/// <summary>What Linux says of a path, links followed. .NET tells a pipe or a device only by opening it, which may never return.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Size">Its size in bytes.</param>
internal readonly partial record struct FileStatus(FileKind Kind, long Size)
{
    // struct statx is the same on every architecture; its size, and the places of mode and size in it
    private const int Length = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;

    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;

    /// <summary>The status of a path; null where nothing is there, or nothing that this user may see.</summary>
    public static FileStatus? Of(string path)
    {
        Span<byte> status = stackalloc byte[Length];
        return path.Contains('\0', StringComparison.Ordinal) || Read(CurrentFolder, path, 0, BasicFields, ref MemoryMarshal.GetReference(status)) != 0
            ? null
            : new FileStatus(KindOf(BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..])), BinaryPrimitives.ReadInt64LittleEndian(status[SizeOffset..]));
    }

    private static FileKind KindOf(int mode) => (mode >> 12) switch
    {
        8 => FileKind.Regular,
        4 => FileKind.Folder,
        1 => FileKind.Pipe,
        _ => FileKind.Device,
    };

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Read(int folder, string path, int flags, uint mask, ref byte status);
}
