namespace ExperimentRunner.Tracking;

/// <summary>The folder of the runs under one name.</summary>
/// <param name="Path">Its full path.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The name as a folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Every decision, in order.</summary>
    public string JournalFile => System.IO.Path.Combine(Path, "journal.jsonl");

    /// <summary>The lock that the runner of a sweep under this name holds.</summary>
    public FileLease SweepLease => new(System.IO.Path.Combine(Path, "sweep.lease"));

    /// <summary>Where the sweep's results and the best config stand.</summary>
    public string SweepFolder => System.IO.Path.Combine(Path, "sweep");

    /// <summary>The folder of one trial.</summary>
    public TrialFolder Trial(string trial) => new(System.IO.Path.Combine(Path, "trials", trial));
}
