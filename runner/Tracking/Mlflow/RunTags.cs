namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The tags of a run: those that MLflow's page knows, those of the config, and what ties it to the ledger.</summary>
internal static class RunTags
{
    /// <summary>The note on the run's page, in markdown.</summary>
    internal const string Note = "mlflow.note.content";

    /// <summary>The tags of the run above a sweep's trials.</summary>
    internal static IEnumerable<(string Name, string Value)> OfSweep(TrialContext trial) =>
    [
        ("mlflow.runName", SweepTitle(trial)),
        ("mlflow.user", trial.Environment.User),
        ("mlflow.source.name", trial.Environment.Command),
        ("mlflow.source.type", "LOCAL"),
        ("experiment.folder", trial.Runs.Run(trial.Name).Path),
    ];

    /// <summary>What a sweep is called.</summary>
    internal static string SweepTitle(TrialContext trial) => $"{trial.Name} sweep";

    /// <summary>The tags of a trial's run.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="parent">The id of the run above it, where it belongs to a sweep.</param>
    internal static IEnumerable<(string Name, string Value)> Of(TrialContext trial, string? parent)
    {
        yield return ("mlflow.runName", trial.Title);
        if (parent is not null)
        {
            yield return ("mlflow.parentRunId", parent);
            yield return ("experiment.values", trial.Sweep!.Values);
        }

        yield return ("mlflow.user", trial.Environment.User);
        yield return ("mlflow.source.name", trial.Environment.Command);
        yield return ("mlflow.source.type", "LOCAL");
        yield return ("experiment.identity", trial.State.Created.Identity);
        yield return ("experiment.folder", trial.Folder.Path);
        foreach (var tag in trial.Experiment.Tags)
        {
            yield return (tag.Key, tag.Value);
        }

        if (trial.Experiment.Notes is { } notes)
        {
            yield return (Note, notes);
        }

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
