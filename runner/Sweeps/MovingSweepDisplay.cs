using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Sweeps;

/// <summary>Progress of a sweep as a block of lines that is drawn anew: what runs in each slot, and where the sweep stands.</summary>
/// <param name="order">The sweep.</param>
/// <param name="terminal">The terminal.</param>
/// <param name="clock">The clock.</param>
internal sealed class MovingSweepDisplay(SweepOrder order, Terminal terminal, TimeProvider clock) : ISweepDisplay, IDisposable
{
    private const int BarWidth = 10;
    private const int SparkWidth = 12;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new(); // trials report on threads of their own
    private readonly LiveBlock block = new(terminal);
    private readonly List<RunningTrial> running = [];
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
            terminal.Out.WriteMessage(line);
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
            block.Erase();
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
            block.DrawLines([summary.Line(), .. running.OrderBy(trial => trial.Name, StringComparer.Ordinal).Select(Line)]);
            lastDrawn = clock.GetTimestamp();
        }
    }

    private static string Line(RunningTrial trial)
    {
        var (step, all) = (trial.Progress.Step, trial.Progress.TotalSteps);
        var full = all == 0 ? 0 : (int)((double)step / all * BarWidth);
        var objective = trial.Objectives is [.., var last] ? Measure.Number(last) : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{trial.Name.Split('-')[0]} {new string('█', full)}{new string('░', BarWidth - full)} {objective,-7} {Sparkline.Of(trial.Objectives, SparkWidth),-SparkWidth} {trial.Values}");
    }
}
