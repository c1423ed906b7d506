using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>Progress of a sweep as a block of lines that is drawn anew: what runs in each slot, and where the sweep stands.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="clock">The clock.</param>
internal sealed class MovingSweepDisplay(SweepOrder order, Terminal terminal, TimeProvider clock) : ISweepDisplay, IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new(); // trials report on threads of their own
    private readonly LiveBlock block = new(terminal);
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
        lock (gate)
        {
            running.Add(begun);
        }

        begun.Observe(history);
        return begun;
    }

    /// <inheritdoc/>
    public void Inform(string line)
    {
        lock (gate)
        {
            block.Erase();
            terminal.Tell(line);
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Warn(string line) => Inform($"warning: {line}");

    /// <summary>Leaves the terminal clean.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            block.Dispose();
            summary = null;
        }
    }

    private void Changed(RunningTrial trial, bool isOver)
    {
        lock (gate)
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

    private void Draw()
    {
        if (summary is not null)
        {
            var shown = running.OrderBy(trial => trial.Name, StringComparer.Ordinal).ToArray();
            block.DrawLines([.. TextLines.Fill(summary.Fields(names.Shorten), block.Width), .. RunningLines.Of(shown, names, block.Width)]);
            lastDrawn = clock.GetTimestamp();
        }
    }
}
