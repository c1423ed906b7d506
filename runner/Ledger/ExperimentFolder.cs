using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger;

/// <summary>The folder of the runs under one name.</summary>
/// <param name="Path">Its full path.</param>
public sealed record ExperimentFolder(string Path)
{
    /// <summary>The name as a folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder of all runs, which it lies in.</summary>
    public RunsFolder Runs => new(System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>Every decision, in order.</summary>
    public string JournalFile => System.IO.Path.Combine(Path, "journal.jsonl");

    /// <summary>The lock that the runner of a sweep under this name holds.</summary>
    public FileLease SweepLease => new(System.IO.Path.Combine(Path, "sweep.lease"));

    /// <summary>Asks the runner of the sweep, by existing, to stop it.</summary>
    public string SweepStopFile => System.IO.Path.Combine(Path, "sweep.stop");

    /// <summary>Tells the runner of the sweep, while it runs, how many slots to use.</summary>
    public string SweepSlotsFile => System.IO.Path.Combine(Path, "sweep.slots");

    /// <summary>What came out of the sweep.</summary>
    public string SweepFolder => System.IO.Path.Combine(Path, "sweep");

    /// <summary>Where all trials of the sweep stand, one a line.</summary>
    public string SweepResultsFile => System.IO.Path.Combine(SweepFolder, "results.csv");

    /// <summary>The config of the sweep's best trial.</summary>
    public string SweepBestFile => System.IO.Path.Combine(SweepFolder, "best.yaml");

    /// <summary>What came out of the sweep, for people.</summary>
    public string SweepSummaryFile => System.IO.Path.Combine(SweepFolder, "summary.md");

    /// <summary>The folder of all trials.</summary>
    public string TrialsFolder => System.IO.Path.Combine(Path, "trials");

    /// <summary>The folder of one trial.</summary>
    /// <exception cref="InvalidDataException">The name is not one plain part of a path.</exception>
    public TrialFolder Trial(string trial) => new(System.IO.Path.Combine(TrialsFolder, PathSegment.Of(trial)));
}
