using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Launching;

/// <summary><c>worker.log</c>: whatever a worker prints, without secrets.</summary>
internal sealed class WorkerLog : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly SecretMask mask;

    internal WorkerLog(string path, SecretMask mask)
    {
        this.mask = mask;
        writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    /// <summary>Adds a line. Called from both streams of the worker.</summary>
    internal void Add(string line)
    {
        lock (gate)
        {
            writer.WriteLine(mask.Apply(line));
        }
    }

    public void Dispose() => writer.Dispose();
}
