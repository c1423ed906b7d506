using System.Diagnostics;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Benchmarks;

/// <summary>The product's event file, with a stop watch from the start to the last line of training scalars.</summary>
internal sealed class TimedSink(string path, Action<ScalarsLogged>? onScalars) : IEventSink, IDisposable
{
    private readonly EventFile file = new(path, () => { }, TimeProvider.System);
    private long started;

    public TimeSpan Elapsed { get; private set; }

    public void Write(TrainingEvent trainingEvent)
    {
        file.Write(trainingEvent);
        if (trainingEvent is TrainingStarted)
        {
            started = Stopwatch.GetTimestamp();
        }
        else if (trainingEvent is ScalarsLogged { SamplesPerSecond: not null } scalars)
        {
            Elapsed = Stopwatch.GetElapsedTime(started);
            onScalars?.Invoke(scalars);
        }
    }

    public long Commit() => file.Commit();

    public void Dispose() => file.Dispose();
}
