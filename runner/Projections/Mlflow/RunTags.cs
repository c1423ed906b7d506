using ExperimentRunner.Ledger;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The tags of a run: those that MLflow's page knows, those of the config, and what ties it to the ledger.</summary>
internal static class RunTags
{
    /// <summary>The note on the run's page, in markdown.</summary>
    internal const string Note = "mlflow.note.content";

    /// <summary>The tags of the run above a sweep's trials.</summary>
    internal static IEnumerable<(string Name, string Value)> OfSweep(TrialContext trial) =>
    [
        ("mlflow.runName", SweepTitle(trial)),
        ("experiment.folder", trial.Runs.Experiment(trial.Name).Path),
        .. Origin(trial),
        .. Written(trial),
    ];

    /// <summary>What a sweep is called.</summary>
    internal static string SweepTitle(TrialContext trial) => $"{trial.Name} sweep";

    /// <summary>The tags of a trial's run.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="parent">The id of the run above it, where it belongs to a sweep.</param>
    internal static IEnumerable<(string Name, string Value)> Of(TrialContext trial, string? parent) =>
    [
        ("mlflow.runName", trial.Title),
        .. Place(trial, parent),
        ("experiment.identity", trial.State.Created.Identity),
        ("experiment.folder", trial.Folder.Path),
        .. Origin(trial),
        .. Written(trial),
    ];

    /// <summary>The tags that tell how the last attempt at a trial ended.</summary>
    internal static IEnumerable<(string Name, string Value)> OfEnd(TrialContext trial)
    {
        var ended = trial.State.LastAttempt?.Ended;
        yield return (Note, RunNote.Text(trial, ended));
        if (ended?.Reason is { } reason)
        {
            yield return ("experiment.reason", reason);
        }
    }

    /// <summary>The tags of the model of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="ended">The end of its training.</param>
    internal static IEnumerable<(string Name, string Value)> OfModel(TrialContext trial, AttemptEnded ended) =>
        [.. Origin(trial), .. trial.Experiment.Tags.Select(tag => (tag.Key, tag.Value)), (Note, RunNote.OfModel(trial, ended))];

    private static IEnumerable<(string Name, string Value)> Place(TrialContext trial, string? parent) =>
        parent is null ? [] : [("mlflow.parentRunId", parent), ("experiment.values", trial.Sweep!.Values)];

    /// <summary>What the user wrote into the config.</summary>
    private static IEnumerable<(string Name, string Value)> Written(TrialContext trial) =>
        trial.Experiment.Tags.Select(tag => (tag.Key, tag.Value)).Concat(trial.Experiment.Notes is { } notes ? [(Note, notes)] : []);

    /// <summary>Who ran it, and from which sources.</summary>
    private static IEnumerable<(string Name, string Value)> Origin(TrialContext trial)
    {
        yield return ("mlflow.user", trial.Environment.User);
        yield return ("mlflow.source.name", trial.Environment.Command);
        yield return ("mlflow.source.type", "LOCAL");
        if (trial.Environment.Git is { } git)
        {
            yield return ("mlflow.source.git.commit", git.Commit);
            yield return ("mlflow.source.git.branch", git.Branch);
            yield return ("mlflow.source.git.dirty", git.Dirty ? "true" : "false");
            if (git.Diff is { } diff)
            {
                yield return ("mlflow.source.git.diff", diff);
            }

            if (git.Remote is { } remote)
            {
                yield return ("mlflow.source.git.repoURL", remote);
            }
        }
    }
}
