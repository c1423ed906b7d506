using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Launching;

/// <summary><c>worker.log</c>: whatever a worker prints, without secrets, beside the attempt that it works on.</summary>
internal sealed class WorkerLog(SecretMask mask) : IDisposable
{
    private readonly Lock gate = new(); // lines come from both streams of the worker
    private StreamWriter? writer;

    /// <summary>Goes on in the log of an attempt.</summary>
    internal void GoTo(AttemptFolder attempt)
    {
        Directory.CreateDirectory(attempt.Path);
        lock (gate)
        {
            writer?.Dispose();
            writer = new StreamWriter(RegularFile.Open(attempt.LogFile, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write })) { AutoFlush = true };
        }
    }

    /// <summary>Adds a line.</summary>
    internal void Add(string line)
    {
        lock (gate)
        {
            writer?.WriteLine(mask.Apply(line));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            writer?.Dispose();
            writer = null;
        }
    }
}
