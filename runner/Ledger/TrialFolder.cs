namespace ExperimentRunner.Ledger;

/// <summary>The folder of one trial.</summary>
/// <param name="Path">Its full path.</param>
public sealed record TrialFolder(string Path)
{
    /// <summary>The resolved config.</summary>
    public string ConfigFile => System.IO.Path.Combine(Path, "config.yaml");

    /// <summary>What shapes its result, as JSON: the SHA-256 of this file is the identity of the trial.</summary>
    public string IdentityFile => System.IO.Path.Combine(Path, "identity.json");

    /// <summary>Where the trial came from: code, machine, command.</summary>
    public string EnvironmentFile => System.IO.Path.Combine(Path, "environment.json");

    /// <summary>Files that came out of it, for people and for servers.</summary>
    public string ArtifactsFolder => System.IO.Path.Combine(Path, "artifacts");

    /// <summary>Asks the runner of this trial, by existing, to stop it.</summary>
    public string StopFile => System.IO.Path.Combine(Path, "stop");

    /// <summary>The lock that the runner of this trial holds.</summary>
    public FileLease Lease => new(System.IO.Path.Combine(Path, "lease"));

    /// <summary>The folder of one attempt, from 1.</summary>
    public AttemptFolder Attempt(int number) => new(System.IO.Path.Combine(Path, FormattableString.Invariant($"attempt-{number}")));
}
