using System.Runtime.InteropServices;

namespace ExperimentRunner.Ledger;

/// <summary>What this process may do with a file or a folder, found out without doing it.</summary>
internal static partial class FileRights
{
    private const int Execute = 1;
    private const int Write = 2;

    /// <summary>Whether a program can be started.</summary>
    internal static bool MayExecute(string path) => Access(path, Execute) == 0;

    /// <summary>Whether a file can be changed, or files be made in a folder.</summary>
    internal static bool MayWrite(string path) => Access(path, Write) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
