namespace ExperimentRunner.Ledger;

/// <summary>The folder of one attempt at a trial.</summary>
/// <param name="Path">Its full path.</param>
public sealed record AttemptFolder(string Path)
{
    /// <summary>What happened while training.</summary>
    public string EventsFile => System.IO.Path.Combine(Path, "events.jsonl");

    /// <summary>
    /// When something was last told of it; null when nothing was. It stands for the end of an attempt that could not tell it.
    /// </summary>
    public DateTimeOffset? LastSign => File.Exists(EventsFile) ? new DateTimeOffset(File.GetLastWriteTimeUtc(EventsFile)) : null;

    /// <summary>How busy the machine was meanwhile.</summary>
    public string SystemFile => System.IO.Path.Combine(Path, "system.jsonl");

    /// <summary>Where a later attempt came from: code, machine, command. The first attempt's stands with its trial.</summary>
    public string EnvironmentFile => System.IO.Path.Combine(Path, "environment.json");

    /// <summary>What the worker printed.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "worker.log");

    /// <summary>The published checkpoints.</summary>
    public string CheckpointsFolder => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Other files that training produced.</summary>
    public string ArtifactsFolder => System.IO.Path.Combine(Path, "artifacts");

    /// <summary>The lock that the worker of this attempt holds.</summary>
    public FileLease Lease => new(System.IO.Path.Combine(Path, "lease"));
}
