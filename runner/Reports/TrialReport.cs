using System.Globalization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;
using Spectre.Console;

namespace ExperimentRunner.Reports;

/// <summary>What is said when a trial has ended.</summary>
internal static class TrialReport
{
    internal static void Write(IAnsiConsole console, TrialContext trial, AttemptEnded ended)
    {
        if (ended.Metrics.Count > 0)
        {
            console.Write(Table(ended));
        }

        if (ended.Reason is { } reason)
        {
            console.WriteLine(reason.TrimEnd());
        }

        console.WriteLine(Sentence(trial, ended));
        console.WriteLine($"files: {trial.Folder.Path}");
        console.WriteLine($"look at it: mlflow ui --backend-store-uri {trial.Runs.MlrunsFolder}");
    }

    private static Table Table(AttemptEnded ended)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("metric").AddColumn("last value", column => column.RightAligned());
        foreach (var (name, value) in ended.Metrics)
        {
            table.AddRow(Markup.Escape(name), Measure.Number(value));
        }

        return table;
    }

    private static string Sentence(TrialContext trial, AttemptEnded ended)
    {
        var took = Measure.Time(trial.State.Took);
        var best = ended.BestStep is { } step ? string.Create(CultureInfo.InvariantCulture, $", best step {step}") : "";
        return ended.Outcome switch
        {
            TrainingOutcome.Complete => $"{trial.Name} {trial.State.Trial}: finished after {took}{best}",
            TrainingOutcome.Interrupted => $"{trial.Name} {trial.State.Trial}: interrupted; the same command goes on from the last checkpoint",
            TrainingOutcome.NotFinite => $"{trial.Name} {trial.State.Trial}: diverged{best}; try a smaller learning rate, or train.clip_norm",
            TrainingOutcome.Invalid => $"{trial.Name} {trial.State.Trial}: cannot be trained as it is configured",
            _ => $"{trial.Name} {trial.State.Trial}: failed{best}; when the cause is mended, the same command goes on from the last checkpoint",
        };
    }
}
