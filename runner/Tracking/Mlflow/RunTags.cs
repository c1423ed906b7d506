namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The tags of a run: those that MLflow's page knows, those of the config, and what ties it to the ledger.</summary>
internal static class RunTags
{
    /// <summary>The note on the run's page, in markdown.</summary>
    internal const string Note = "mlflow.note.content";

    /// <summary>The tags of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="parent">The id of the run that it is shown under, where it is shown; null for one that stands alone.</param>
    internal static IEnumerable<(string Name, string Value)> Of(TrialContext trial, string? parent = null)
    {
        if (parent is not null)
        {
            yield return ("mlflow.parentRunId", parent);
        }

        yield return ("mlflow.runName", trial.Title);
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
