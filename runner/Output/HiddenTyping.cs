using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ExperimentRunner.Output;

/// <summary>
/// Switches the echo of a terminal off. Keys keep their meaning, and what is typed waits for whoever reads it. The echo is on again
/// when this is disposed, when a signal or anything else ends the process, and while it is stopped (Ctrl-Z).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class HiddenTyping : IDisposable
{
    private const int Output = 1; // the terminal that is drawn on
    private const int AtOnce = 0;
    private const int LocalModes = 12; // bytes before c_lflag in a termios
    private const byte Echo = 8;
    private const int StopAtOnce = 19; // SIGSTOP, which is no signal that could be handled
    private const int Size = 256; // more than any termios has

    private static readonly PosixSignal[] Interruptions = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly Lock gate = new(); // signals come on threads of their own
    private readonly byte[] before;
    private readonly PosixSignalRegistration[] signals;
    private bool isOver;

    private HiddenTyping(byte[] before)
    {
        this.before = before;
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Hide()),
            .. Interruptions.Select(signal => PosixSignalRegistration.Create(signal, _ => Apply(before))),
        ];
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        Hide();
    }

    /// <summary>Begins; null where the terminal shows nothing that is typed, or belongs to another process.</summary>
    internal static HiddenTyping? Begin()
    {
        var modes = new byte[Size];
        return IsInForeground() && GetModes(Output, modes) == 0 && (modes[LocalModes] & Echo) != 0 ? new HiddenTyping(modes) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        Show();
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    private void Hide()
    {
        byte[] hidden = [.. before];
        hidden[LocalModes] &= unchecked((byte)~Echo);
        Apply(hidden);
    }

    /// <summary>.NET stops no process for a signal that it handles.</summary>
    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Apply(before);
        _ = SendSignal(Environment.ProcessId, StopAtOnce);
    }

    private void OnExit(object? sender, EventArgs arguments) => Show();

    private void Show()
    {
        Apply(before);
        lock (gate)
        {
            isOver = true;
        }
    }

    /// <summary>A process in the background would be stopped for it.</summary>
    private void Apply(byte[] modes)
    {
        lock (gate)
        {
            if (!isOver && IsInForeground())
            {
                _ = SetModes(Output, AtOnce, modes); // a terminal that is gone has nothing to show
            }
        }
    }

    private static bool IsInForeground() => ForegroundGroup(Output) == OwnGroup();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetModes(int file, [In, Out] byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetModes(int file, int when, byte[] modes);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int file);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
