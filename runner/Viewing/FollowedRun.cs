using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Projections;
using MLflow.Client;

namespace ExperimentRunner.Viewing;

/// <summary>The runs under one name, and what changed there since the last look.</summary>
/// <param name="home">Their folder.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class FollowedRun(ExperimentFolder home, INotices notices)
{
    private readonly JournalFile journal = new(home.JournalFile);
    private readonly Dictionary<string, TrialState> seen = new(StringComparer.Ordinal);
    private JournalState last = JournalState.Empty;
    private RunStatus? sweep;
    private string? problem;

    /// <summary>The trials that have begun, ended or gone on since the last call, and the one that tells how its sweep stands.</summary>
    internal IReadOnlyList<LedgerTrial> Changed()
    {
        if (Read() is not { } state)
        {
            return [];
        }

        List<LedgerTrial> changed = [];
        if (!ReferenceEquals(state, last))
        {
            foreach (var trial in state.Trials.Where(trial => trial.LastAttempt is not null && !ReferenceEquals(seen.GetValueOrDefault(trial.Trial), trial)))
            {
                seen[trial.Trial] = trial;
                changed.Add(Of(trial.Trial));
            }

            last = state;
        }

        if (LedgerTrial.LastOfSweep(state) is { } teller && Of(teller) is var told && SweepRun.StatusOf(told) is var status && status != sweep)
        {
            sweep = status;
            changed.Add(told);
        }

        return [.. changed.Distinct()];
    }

    /// <summary>The journal; null where it cannot be read, which is told once.</summary>
    private JournalState? Read()
    {
        try
        {
            return journal.Read();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            if (problem != failure.Message)
            {
                problem = failure.Message;
                notices.Warn($"the runs of '{home.Name}' are left out: {failure.Message}");
            }

            return null;
        }
    }

    private LedgerTrial Of(string trial) => new(home, trial, journal);
}
