using System.Runtime.InteropServices;
using ExperimentRunner.Output;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Stopping;

/// <summary>
/// Turns signals into wishes to stop: the first for a checkpoint and an end, the second for an end at once. After training the first ends
/// the wait for servers, and the second ends the process as if nobody listened.
/// </summary>
/// <param name="stop">Takes the wishes.</param>
/// <param name="closing">Knows whether training is over.</param>
/// <param name="notices">Tells the user what happens.</param>
/// <param name="echo">Knows a signal that was sent twice.</param>
internal sealed class SignalLifetime(StopRequest stop, ClosingTime closing, INotices notices, SignalEcho echo) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (echo.Repeats())
        {
            return;
        }

        if (closing.HasBegun && closing.Over.IsCancellationRequested)
        {
            context.Cancel = false;
            return;
        }

        notices.Inform(What());
        stop.Ask();
    }

    private string What() => closing.HasBegun ? "no longer waiting for servers; once more ends at once"
        : stop.Soon.IsCancellationRequested ? "ending at once"
        : "saving a checkpoint; once more ends at once";
}
