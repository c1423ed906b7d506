using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Reports;

/// <summary>Progress as plain lines, for logs: every evaluation, and training figures at most every few seconds.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="clock">The clock.</param>
public sealed class PlainDisplay(TextWriter output, TimeProvider clock) : ITrialObserver, INotices
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private RunProgress progress = new(clock);
    private long lastLine;

    /// <inheritdoc/>
    public void Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        progress = new RunProgress(clock);
        foreach (var earlier in history)
        {
            progress.Add(earlier);
        }

        var resume = trial.State.LastAttempt?.Started.ResumesFrom;
        Inform(resume is null
            ? $"{trial.Name}: trial {trial.State.Trial} in {trial.Folder.Path}"
            : FormattableString.Invariant($"{trial.Name}: trial {trial.State.Trial} goes on from step {resume.Step}, in {trial.Folder.Path}"));
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            progress.Add(trainingEvent);
            switch (trainingEvent)
            {
                case TrainingStarted started:
                    Inform(FormattableString.Invariant(
                        $"training on {started.Device}, {started.Threads} threads, {Measure.Count(started.Parameters)} parameters, {started.TotalSteps} steps"));
                    break;
                case ScalarsLogged scalars when IsDue(scalars):
                    Inform(Line(scalars));
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
    }

    /// <inheritdoc/>
    public void Inform(string line) => output.WriteLine(line);

    /// <inheritdoc/>
    public void Warn(string line) => output.WriteLine($"warning: {line}");

    private bool IsDue(ScalarsLogged scalars)
    {
        var isEvaluation = scalars.SamplesPerSecond is null;
        if (!isEvaluation && lastLine != 0 && clock.GetElapsedTime(lastLine) < Pause)
        {
            return false;
        }

        lastLine = clock.GetTimestamp();
        return true;
    }

    private string Line(ScalarsLogged scalars)
    {
        var epoch = scalars.Epoch is { } passes ? string.Create(CultureInfo.InvariantCulture, $"epoch {passes:0.00}  ") : "";
        var values = string.Join("  ", scalars.Values.Select(value => $"{value.Key} {Measure.Number(value.Value)}"));
        var speed = scalars.SamplesPerSecond is { } samples ? $"  {Measure.Count(samples)} samples/s" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{epoch}step {scalars.Step}/{progress.TotalSteps}  {values}{speed}");
    }
}
