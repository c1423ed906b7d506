using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Running;

/// <summary>Reads the objective off a trial's events, and has the pruner judge it.</summary>
/// <param name="scheduler">Judges.</param>
/// <param name="plan">The sweep.</param>
/// <param name="trial">The trial.</param>
/// <param name="duration">Of its training.</param>
internal sealed class ObjectiveWatch(SweepScheduler scheduler, SweepPlan plan, SweepTrial trial, Duration duration) : IAttemptObserver
{
    private readonly List<(long Step, double Objective)> waiting = [];
    private TrainingStarted? started;

    /// <summary>The best value so far, or null.</summary>
    internal double? Best { get; private set; }

    /// <summary>The verdict that ended the trial's turn, or <see cref="PruningVerdict.Continue"/>.</summary>
    internal PruningVerdict Verdict { get; private set; } = trial.Verdict;

    /// <summary>The first figure that was not a finite number, of any metric; null before, and where that is ignored.</summary>
    internal NotFiniteException? Diverged { get; private set; }

    /// <summary>Whether what was read so far ends the trial's turn: it diverged, was pruned, or has come to its rung.</summary>
    internal bool TurnIsOver =>
        Diverged is not null || Verdict == PruningVerdict.Stop || (scheduler.NextRung(trial) is < 1 and var rung && waiting.Any(seen => seen.Step >= StepsOf(rung)));

    /// <summary>Asks the trial to end.</summary>
    internal required StopRequest Stop { get; init; }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            Take(trainingEvent);
        }

        JudgeWhileTraining();
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
    }

    /// <summary>
    /// Judges the evaluation at the rung, once the trial has left its slot: whoever promotes it must find it free.
    /// </summary>
    internal PruningVerdict JudgeAtRung()
    {
        foreach (var (step, objective) in waiting)
        {
            if (Verdict == PruningVerdict.Continue)
            {
                var rung = scheduler.NextRung(trial);
                Verdict = scheduler.Judge(trial, step, step >= StepsOf(rung) ? rung : Part(step), objective);
            }
        }

        waiting.Clear();
        return Verdict;
    }

    private void Take(TrainingEvent trainingEvent)
    {
        if (trainingEvent is ScalarsLogged line && plan.Settings.OnNotFinite != NotFinitePolicy.Ignore)
        {
            Diverged ??= NotFiniteException.In(line);
        }

        switch (trainingEvent)
        {
            case TrainingStarted begun:
                started = begun;
                break;
            case ScalarsLogged scalars when scalars.Values.TryGetValue(plan.Objective.Metric, out var objective):
                Best = plan.Objective.Improves(objective, Best) ? objective : Best;
                if (plan.Pruner is not null && scalars.Step > trial.JudgedStep)
                {
                    waiting.Add((scalars.Step, objective));
                }

                break;
        }
    }

    private void JudgeWhileTraining()
    {
        while (Verdict == PruningVerdict.Continue && waiting is [var (step, objective), ..] && step < StepsOf(scheduler.NextRung(trial)))
        {
            waiting.RemoveAt(0);
            Verdict = scheduler.Judge(trial, step, Part(step), objective);
        }

        if (Diverged is { } diverged)
        {
            Stop.AskSoon(TrainingOutcome.NotFinite, diverged.Message);
        }
        else if (Verdict == PruningVerdict.Stop)
        {
            Stop.AskSoon();
        }
    }

    private double Part(long step) => (double)step / started!.TotalSteps;

    private long StepsOf(double rung) => duration.Part(rung).ToSteps(started!.StepsPerEpoch);
}
