using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ExperimentRunner.Output;

namespace ExperimentRunner.Viewing;

/// <summary>
/// A program in a session of its own, so that a Ctrl-C or a closed terminal reaches this process alone, which then ends the
/// program with everything that it has started. When this process is killed, a watcher does so.
/// </summary>
internal sealed partial class ProcessGroup : IAsyncDisposable
{
    // The watcher waits for the end of a pipe that this process holds open, and the kernel closes with it.
    private const string Watched = """
        exec 3<&0
        (trap '' TERM; read _ <&3; kill -TERM 0; sleep 5; kill -KILL 0) >/dev/null 2>&1 &
        log=$1; shift
        exec "$@" 3<&- </dev/null >"$log" 2>&1
        """;

    private const int Terminate = 15;
    private const int Kill = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;

    private ProcessGroup(Process process)
    {
        this.process = process;
        Exited = EndAsync();
    }

    /// <summary>Ends when the program has ended, with its exit code.</summary>
    internal Task<int> Exited { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="log">The file that takes its output, in place of what is there.</param>
    /// <param name="changes">Variables to set, or to remove where the value is null.</param>
    /// <exception cref="RunnerException">It cannot be started.</exception>
    internal static ProcessGroup Start(IEnumerable<string> command, string folder, string log, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Watched, "sh", log, .. command])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in changes)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ProcessGroup(Process.Start(start)!);
        }
        catch (Win32Exception failure)
        {
            throw new RunnerException($"'setsid' cannot be started: {failure.Message}; it belongs to the package util-linux", failure);
        }
    }

    /// <summary>Ends the program and all that it has started: by a request at first, after some seconds by force.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = Signal(-process.Id, Terminate); // all of them may have left
        await Task.WhenAny(Exited, Task.Delay(Patience, TimeProvider.System));
        _ = Signal(-process.Id, Kill); // the watcher too
        await Exited;
        process.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
