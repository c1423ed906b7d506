using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>Progress of a sweep as a block of lines that is drawn anew: what runs in each slot, and where the sweep stands.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="clock">The clock.</param>
internal sealed class MovingSweepDisplay(SweepOrder order, Terminal terminal, TimeProvider clock) : MovingBlock(terminal), ISweepDisplay
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly List<RunningTrial> running = [];
    private readonly ShortNames names = new([.. order.Plan.Dimensions.Select(dimension => dimension.Address), Space.Seed]);
    private SweepSummary? summary;
    private long lastDrawn;

    /// <inheritdoc/>
    public string Product => "the display";

    public void Begin(SweepScheduler scheduler)
    {
        summary = new SweepSummary(order, scheduler, clock);
        Inform(summary.Beginning());
    }

    public void End() => Dispose();

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        var begun = new RunningTrial(trial, order.Plan.Objective.Metric, clock, Changed);
        lock (Gate)
        {
            running.Add(begun);
        }

        begun.Observe(history);
        return begun;
    }

    private void Changed(RunningTrial trial, bool isOver)
    {
        lock (Gate)
        {
            if (isOver)
            {
                running.Remove(trial);
            }

            if (isOver || clock.GetElapsedTime(lastDrawn) >= ShortestPause)
            {
                Draw();
            }
        }
    }

    private protected override void Draw()
    {
        if (summary is not null)
        {
            var shown = running.OrderBy(trial => trial.Name, StringComparer.Ordinal).ToArray();
            Block.DrawLines([.. TextLines.Fill(summary.Fields(names.Shorten), Block.Width), .. RunningLines.Of(shown, names, Block.Width)]);
            lastDrawn = clock.GetTimestamp();
        }
    }

    private protected override void Forget() => summary = null;
}
