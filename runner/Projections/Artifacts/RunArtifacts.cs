using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>
/// Keeps what people look at in a trial's own folder, <c>artifacts/</c>: tables as CSV and as pictures, samples, learning curves. It
/// follows from the events alone; what MLflow shows is taken from there.
/// </summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="notices">Takes lines for the user; null where nobody reads them.</param>
public sealed class RunArtifacts(SecretMask mask, INotices? notices) : ITrialObserver
{
    /// <inheritdoc/>
    public string Product => "the tables and pictures of the run";

    /// <summary>Makes the files of a trial that nobody runs, where its runner could not.</summary>
    internal static void Make(TrialContext trial, SecretMask mask)
    {
        var artifacts = new AttemptArtifacts(trial, mask, notices: null);
        foreach (var part in new TrialView(trial.Folder, trial.State).ReadInParts())
        {
            artifacts.Observe(part);
        }

        artifacts.Draw();
    }

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        var artifacts = new AttemptArtifacts(trial, mask, notices);
        artifacts.Observe(history);
        return artifacts;
    }
}
