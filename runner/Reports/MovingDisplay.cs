using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;
using Spectre.Console;

namespace ExperimentRunner.Reports;

/// <summary>Progress as one moving line, for a person who watches.</summary>
/// <param name="console">The terminal.</param>
/// <param name="clock">The clock.</param>
public sealed class MovingDisplay(IAnsiConsole console, TimeProvider clock) : ITrialObserver, INotices
{
    private RunProgress progress = new(clock);
    private TaskCompletionSource? done;
    private ProgressTask? bar;
    private Task? drawing;

    /// <inheritdoc/>
    public void Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        progress = new RunProgress(clock);
        foreach (var earlier in history)
        {
            progress.Add(earlier);
        }

        var resume = trial.State.LastAttempt?.Started.ResumesFrom;
        Inform(resume is null ? $"trial {trial.State.Trial}" : FormattableString.Invariant($"trial {trial.State.Trial} goes on from step {resume.Step}"));
        var ended = done = new TaskCompletionSource();
        drawing = console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 16 }, new PercentageColumn())
            .StartAsync(async context =>
            {
                bar = context.AddTask(Markup.Escape(trial.Name), autoStart: true, maxValue: 1);
                await ended.Task;
            });
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            progress.Add(trainingEvent);
        }

        if (bar is not null && progress.TotalSteps > 0)
        {
            bar.MaxValue = progress.TotalSteps;
            bar.Value = progress.Step;
            bar.Description = Markup.Escape(Describe());
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        done?.TrySetResult();
        drawing?.Wait(TimeSpan.FromSeconds(2));
    }

    /// <inheritdoc/>
    public void Inform(string line) => console.WriteLine(line);

    /// <inheritdoc/>
    public void Warn(string line) => console.MarkupLine($"[yellow]warning:[/] {Markup.Escape(line)}");

    private string Describe()
    {
        var parts = new List<string>();
        if (progress.Epoch is { } epoch)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch:0.0}"));
        }

        parts.Add(string.Create(CultureInfo.InvariantCulture, $"step {progress.Step}/{progress.TotalSteps}"));
        parts.AddRange(Shown().Select(value => $"{value.Key} {Measure.Number(value.Value)}"));
        if (progress.SamplesPerSecond is { } speed)
        {
            parts.Add($"{Measure.Count(speed)} samples/s");
        }

        if (progress.Left is { } left)
        {
            parts.Add($"{Measure.Time(left)} left");
        }

        return string.Join("  ", parts);
    }

    /// <summary>The training loss and the first metric of the validation, or its loss: more would not fit on a line.</summary>
    private IEnumerable<KeyValuePair<string, double>> Shown()
    {
        var validation = progress.Scalars.Where(value => value.Key.StartsWith("val/", StringComparison.Ordinal));
        return progress.Scalars.Where(value => value.Key is "train/loss")
            .Concat(validation.OrderBy(value => value.Key is "val/loss").Take(1));
    }
}
