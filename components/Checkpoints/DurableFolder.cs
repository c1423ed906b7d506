using System.ComponentModel;
using System.Runtime.InteropServices;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Registry.Files;
using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>Renames and removals of folders that a crash or a power cut cannot leave half done.</summary>
internal static class DurableFolder
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>A free path beside a folder, for what is being written or removed.</summary>
    internal static string TemporaryPath(string parent, string name) => Path.Combine(parent, $".{name}{TemporaryMark}{Guid.NewGuid():N}");

    /// <summary>Whether a folder is what a crash left of writing or removing.</summary>
    internal static bool IsTemporary(string path) =>
        Path.GetFileName(path) is ['.', ..] name && name.Contains(TemporaryMark, StringComparison.Ordinal);

    /// <summary>Gives a complete folder its final name; what had that name before is replaced in one step.</summary>
    internal static void Publish(string temporary, string target)
    {
        Sync(temporary);
        if (Directory.Exists(target))
        {
            Check(LibC.Rename(LibC.CurrentFolder, temporary, LibC.CurrentFolder, target, LibC.Exchange), target);
            Directory.Delete(temporary, recursive: true);
        }
        else
        {
            Directory.Move(temporary, target);
        }

        Sync(Path.GetDirectoryName(target)!);
    }

    /// <summary>Copies a folder of files; what had the target's name before is replaced in one step.</summary>
    internal static void Copy(string source, string target)
    {
        var temporary = TemporaryPath(Path.GetDirectoryName(target)!, Path.GetFileName(target));
        Directory.CreateDirectory(temporary);
        foreach (var file in Directory.GetFiles(source).Where(file => RegularFile.KindOf(file) == FileKind.Regular))
        {
            RegularFile.Copy(file, Path.Combine(temporary, Path.GetFileName(file)));
        }

        Publish(temporary, target);
    }

    /// <summary>Removes a folder; at no time does half of it stand under its name.</summary>
    internal static void Remove(string folder)
    {
        var aside = TemporaryPath(Path.GetDirectoryName(folder)!, Path.GetFileName(folder));
        Directory.Move(folder, aside);
        Directory.Delete(aside, recursive: true);
    }

    private static void Sync(string folder)
    {
        var descriptor = LibC.Open(folder, LibC.ReadFolder);
        Check(descriptor, folder);
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    private static void Check(int result, string path)
    {
        if (result < 0)
        {
            throw new IOException($"{new Win32Exception(Marshal.GetLastPInvokeError()).Message} : '{path}'");
        }
    }
}
