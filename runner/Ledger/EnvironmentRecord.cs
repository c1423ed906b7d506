namespace ExperimentRunner.Ledger;

/// <summary>Where a result came from: <c>environment.json</c>.</summary>
public sealed record EnvironmentRecord
{
    /// <summary>When it was taken, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The command, without secrets.</summary>
    public required string Command { get; init; }

    /// <summary>The folder it was given in.</summary>
    public required string Folder { get; init; }

    /// <summary>Who gave it.</summary>
    public required string User { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    /// <summary>The user's code, or null outside a repository.</summary>
    public GitState? Git { get; init; }

    /// <summary>Versions of this product and its libraries, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The operating system.</summary>
    public required string System { get; init; }

    /// <summary>The model of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>The models of all GPUs of the machine.</summary>
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Logical cores that this process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Memory that this process may use, in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>Threads inside operations.</summary>
    public required int Threads { get; init; }

    /// <summary>The seed of training.</summary>
    public required long Seed { get; init; }

    /// <summary>SHA-256 of each plug-in's file, by the plug-in's name.</summary>
    public IReadOnlyDictionary<string, string> Plugins { get; init; } = new Dictionary<string, string>();
}

/// <summary>The state of the user's code.</summary>
/// <param name="Commit">The commit that is checked out.</param>
/// <param name="Branch">The branch, or <c>HEAD</c> when none is checked out.</param>
/// <param name="Dirty">Whether files differ from the commit.</param>
/// <param name="Diff">How they differ; cut off when long; null when they do not.</param>
/// <param name="Remote">The URL of <c>origin</c> without credentials, or null.</param>
public sealed record GitState(string Commit, string Branch, bool Dirty, string? Diff, string? Remote);
