using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Ledger;

/// <summary>Finds the trial that a user means: by folder, by the start of an id, or by name.</summary>
/// <param name="trials">All trials, newest first.</param>
public sealed class TrialFinder(IReadOnlyList<TrialEntry> trials)
{
    /// <summary>Finds a trial.</summary>
    /// <param name="wanted">
    /// A trial's folder or a file in it, a name (its newest trial is meant), or the start of a run id, of an identity or of a trial's own
    /// name.
    /// </param>
    /// <returns>The trial; or null, and what to tell the user.</returns>
    public (TrialEntry? Trial, string? Problem) Find(string wanted)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        if (trials.FirstOrDefault(trial => folder == trial.Folder || folder.StartsWith(trial.Folder + "/", StringComparison.Ordinal)) is { } here)
        {
            return (here, null);
        }

        if (trials.FirstOrDefault(trial => trial.Name == wanted || Path.GetDirectoryName(Path.GetDirectoryName(trial.Folder)) == folder) is { } newest)
        {
            return (newest, null);
        }

        var matches = trials.Where(trial => Names(trial).Any(name => name.StartsWith(wanted, StringComparison.Ordinal))).ToArray();
        return matches.Length switch
        {
            1 => (matches[0], null),
            0 => (null, $"there is no run '{ShortText.Of(wanted)}'; 'experiment runs' lists all"),
            _ => (null, $"'{ShortText.Of(wanted)}' fits {matches.Length} runs: {string.Join(", ", matches.Take(8).Select(trial => $"{trial.Name}/{trial.Trial}"))}; write more of it"),
        };
    }

    private static IEnumerable<string> Names(TrialEntry trial) => [trial.RunId, trial.Identity, trial.Trial, $"{trial.Name}/{trial.Trial}"];
}
