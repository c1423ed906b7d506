using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Projections.Server;

/// <summary>Trials as runs of an MLflow server.</summary>
/// <param name="client">The server.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="store">By what the server is known again, where its address changes; else by the address.</param>
internal sealed class ServerProjection(MlflowClient client, SecretMask mask, Uri? store = null)
{
    /// <summary>Its address.</summary>
    internal Uri Address => client.Address;

    /// <summary>Goes on from what the server is known to have of a trial.</summary>
    /// <returns>Null while another process brings this trial there.</returns>
    /// <exception cref="InvalidDataException">What is known is damaged.</exception>
    internal MlflowProjection? TryOpen(LedgerTrial trial)
    {
        Containment.RequireTree(trial.Folder.Path, trial.Run.Runs.Path);
        var file = MlflowCursor.FileOf(trial.Folder, store ?? client.Address);
        if (file.Lease.Take(TimeSpan.Zero) is not { } lease)
        {
            return null;
        }

        try
        {
            return new MlflowProjection(trial, new ServerStore(client), mask, KnownIn(file), cursor => file.Write(cursor)) { Lease = lease };
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The page of a run; null before it is there.</summary>
    internal Uri? PageOf(MlflowProjection projection) =>
        projection.Run is { } run ? new Uri(client.Address, $"#/experiments/{run.Experiment}/runs/{run.Id}") : null;

    /// <summary>The trials that the server was to have and does not have whole: it was away, or their runner was killed.</summary>
    internal IReadOnlyList<LedgerTrial> Backlog(RunsFolder runs) =>
        [.. LedgerTrial.All(runs, _ => { }).Where(one => IsOpen(one.Trial, one.State) && !one.Trial.IsHeld()).Select(one => one.Trial)];

    /// <summary>What the server is known to have; where nothing is, it is known from now on that the server is to have the trial.</summary>
    private MlflowCursor KnownIn(CursorFile<MlflowCursor> file)
    {
        if (file.Read() is { } known)
        {
            return known;
        }

        var first = new MlflowCursor { Server = (store ?? client.Address).ToString() };
        file.Write(first);
        return first;
    }

    private bool IsOpen(LedgerTrial trial, TrialState state) =>
        MlflowCursor.FileOf(trial.Folder, store ?? client.Address).Read() is { } cursor
        && (cursor.Ended < (state.LastAttempt?.Number ?? 0) || (cursor.ParentStatus is { } told && trial.IsLastOfSweep() && told != SweepRun.StatusOf(trial)));
}
