using System.Runtime.InteropServices;

namespace ExperimentRunner.Components.Native;

/// <summary>The calls of the C library that .NET has no counterpart for.</summary>
internal static partial class LibC
{
    internal const int ResolveNow = 2;
    internal const int ResolveLazily = 1;
    internal const int CloseOnExec = 1;
    internal const int ReadFolder = 0x10000;
    internal const int Exchange = 2;
    internal const int CurrentFolder = -100;

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OpenLibrary(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    internal static partial nint LibraryError();

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);
}
