using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>Progress of a sweep as plain lines, for logs: one when an attempt begins and one when it ends.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">Where lines go.</param>
/// <param name="clock">The clock.</param>
internal sealed class PlainSweepDisplay(SweepOrder order, Terminal terminal, TimeProvider clock) : ISweepDisplay
{
    private readonly Lock gate = new(); // trials end on threads of their own
    private SweepSummary? summary;

    /// <inheritdoc/>
    public string Product => "the display";

    public void Begin(SweepScheduler scheduler)
    {
        summary = new SweepSummary(order, scheduler, clock);
        Inform(summary.Beginning());
    }

    public void End()
    {
    }

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        Inform($"{TrialReport.Beginning(trial)}  {trial.Sweep?.Values}");
        var running = new RunningTrial(trial, order.Plan.Objective.Metric, clock, (running, isOver) => Tell(running, isOver));
        running.Observe(history);
        return running;
    }

    /// <inheritdoc/>
    public void Inform(string line)
    {
        lock (gate)
        {
            terminal.Out.WriteMessage(line);
        }
    }

    /// <inheritdoc/>
    public void Warn(string line) => Inform($"warning: {line}");

    private void Tell(RunningTrial running, bool isOver)
    {
        if (isOver)
        {
            var objective = running.Objectives is [.., var last] ? $"  {order.Plan.Objective.Metric} {Measure.Number(last)}" : "";
            Inform($"{running.Name} left its slot at step {running.Progress.Step}/{running.Progress.TotalSteps}{objective}  {string.Join(", ", summary!.Fields(values => values))}");
        }
    }
}
