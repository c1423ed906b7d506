using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections;
using System.Globalization;

namespace ExperimentRunner.Reports;

/// <summary>Progress of one trial at a time as a block of lines that is drawn anew, for a person who watches.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="clock">The clock.</param>
public sealed class MovingDisplay(Terminal terminal, TimeProvider clock) : MovingBlock(terminal), ITrialObserver, IAttemptObserver
{
    private const int BarWidth = 16;

    private RunProgress progress = new(clock);
    private string? name;

    /// <summary>Whether a line tells of each attempt that begins, and stays.</summary>
    public bool Announces { get; init; } = true;

    /// <inheritdoc/>
    public string Product => "the display";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        if (Announces)
        {
            Inform(TrialReport.Beginning(trial));
        }

        lock (Gate)
        {
            name = trial.Name;
            progress = new RunProgress(clock);
        }

        Observe(history);
        return this;
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        lock (Gate)
        {
            foreach (var trainingEvent in events)
            {
                progress.Add(trainingEvent);
            }

            Draw();
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended) => Dispose();

    private protected override void Draw()
    {
        if (name is not null)
        {
            Block.Draw(Fields(name));
        }
    }

    private protected override void Forget() => name = null;

    private List<string> Fields(string trial)
    {
        if (progress.TotalSteps == 0)
        {
            return [trial, "starting"];
        }

        var fields = new List<string> { trial, Bar((double)progress.Step / progress.TotalSteps) };
        if (progress.Epoch is { } epoch)
        {
            fields.Add(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch:0.0}"));
        }

        fields.Add(string.Create(CultureInfo.InvariantCulture, $"step {progress.Step}/{progress.TotalSteps}"));
        fields.AddRange(Shown().Select(value => $"{value.Key} {Measure.Number(value.Value)}"));
        if (progress.SamplesPerSecond is { } speed)
        {
            fields.Add($"{Measure.Count(speed)} samples/s");
        }

        if (progress.Left is { } left)
        {
            fields.Add($"{Measure.Time(left)} left");
        }

        return fields;
    }

    private static string Bar(double done)
    {
        var full = (int)(done * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', BarWidth - full)} {(int)(done * 100),3}%");
    }

    /// <summary>The training loss and the first metric of the validation, or its loss: more is for the final table.</summary>
    private IEnumerable<KeyValuePair<string, double>> Shown()
    {
        var validation = progress.Scalars.Where(value => value.Key.StartsWith("val/", StringComparison.Ordinal));
        return progress.Scalars.Where(value => value.Key is "train/loss")
            .Concat(validation.OrderBy(value => value.Key is "val/loss").Take(1));
    }
}
