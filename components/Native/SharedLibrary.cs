using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.Components.Native;

/// <summary>Loads shared libraries by full path, so that whatever needs them by name later gets these and no others.</summary>
internal static class SharedLibrary
{
    /// <summary>Loads a library. Its functions are looked up when they are first called.</summary>
    /// <exception cref="LibTorchException">It does not load; the message is the loader's.</exception>
    internal static void Load(string path)
    {
        if (TryLoad(path, LibC.ResolveLazily) is { } error)
        {
            throw new LibTorchException($"cannot load {path}: {error}");
        }
    }

    /// <summary>Loads a library and looks up all its functions at once: a missing one is an error now and not a crash later.</summary>
    /// <returns>The loader's message, or null on success.</returns>
    internal static string? TryLoadComplete(string path) => TryLoad(path, LibC.ResolveNow);

    /// <summary>As <see cref="TryLoadComplete(string)"/>, for a library in memory: no file is left behind.</summary>
    internal static string? TryLoadComplete(ReadOnlySpan<byte> image, string name)
    {
        var descriptor = LibC.CreateMemoryFile(name, LibC.CloseOnExec);
        if (descriptor < 0)
        {
            throw new Win32Exception();
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.Write(handle, image, 0);
        return TryLoad(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"), LibC.ResolveNow);
    }

    private static string? TryLoad(string path, int flags)
    {
        // Clears an older error, and makes .NET look up the function now: looking it up later would clear the new one.
        _ = LibC.LibraryError();
        return LibC.OpenLibrary(path, flags) != 0 ? null : Marshal.PtrToStringUTF8(LibC.LibraryError()) ?? "unknown error";
    }
}
