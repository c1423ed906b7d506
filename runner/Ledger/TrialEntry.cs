namespace ExperimentRunner.Ledger;

/// <summary>One trial in a list of runs.</summary>
public sealed record TrialEntry
{
    /// <summary>The name that it is kept under.</summary>
    public required string Name { get; init; }

    /// <summary>Its own name: <c>0001-ab12cd34</c>.</summary>
    public required string Trial { get; init; }

    /// <summary>Its id in MLflow.</summary>
    public required string RunId { get; init; }

    /// <summary>The hash of everything that shapes its result.</summary>
    public required string Identity { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How many attempts it took so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>Optimizer steps done, as far as an attempt's end told; else null.</summary>
    public long? Step { get; init; }

    /// <summary>The last value of every scalar, as far as an attempt's end told.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Its arguments by address, defaults included; null where they were not asked for or its folder lacks them.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Makes an entry of a trial's state.</summary>
    public static TrialEntry Of(ExperimentFolder home, TrialState trial)
    {
        var ended = trial.Attempts.LastOrDefault(attempt => attempt.Ended is not null)?.Ended;
        return new TrialEntry
        {
            Name = home.Name,
            Trial = trial.Trial,
            RunId = trial.Created.RunId,
            Identity = trial.Created.Identity,
            Status = trial.Status(leaseIsHeld: true),
            Created = trial.Created.Time,
            Attempts = trial.Attempts.Count,
            Step = ended?.Step,
            Metrics = ended?.Metrics ?? new Dictionary<string, double>(StringComparer.Ordinal),
            Folder = home.Trial(trial.Trial).Path,
        };
    }

    /// <summary>The entry of a trial that now lies elsewhere: a folder of runs may have been moved since the entry was kept.</summary>
    public TrialEntry At(ExperimentFolder home) => this with { Name = home.Name, Folder = home.Trial(Trial).Path };

    /// <summary>The entry as of now: a trial whose runner died is interrupted, which no journal could say.</summary>
    public TrialEntry AsOfNow() => Status == TrialStatus.Running && !new TrialFolder(Folder).Lease.IsHeld()
        ? this with { Status = TrialStatus.Interrupted }
        : this;
}
