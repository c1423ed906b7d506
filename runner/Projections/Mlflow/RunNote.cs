using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;
using System.Text;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The note on a page, in markdown: what the user wrote, what came out, the config.</summary>
internal static class RunNote
{
    /// <summary>The note of a run.</summary>
    internal static string Text(TrialContext trial, AttemptEnded? ended)
    {
        var note = new StringBuilder(ended is null ? Written(trial) : OfModel(trial, ended));
        if (ended is not null)
        {
            AppendMetrics(note, ended);
        }

        note.Append("```yaml\n").Append(RegularFile.ReadText(trial.Folder.ConfigFile).TrimEnd()).Append("\n```\n");
        return note.ToString();
    }

    /// <summary>The note of the model that a run ends with; its page shows config and figures below.</summary>
    internal static string OfModel(TrialContext trial, AttemptEnded ended) => $"{Written(trial)}{TrialReport.End(trial, ended)}\n\n";

    private static string Written(TrialContext trial) => trial.Experiment.Notes is { } notes ? $"{notes.TrimEnd()}\n\n" : "";

    private static void AppendMetrics(StringBuilder note, AttemptEnded ended)
    {
        if (ended.Metrics.Count == 0)
        {
            return;
        }

        note.Append("| metric | last value |\n|---|---|\n");
        foreach (var (name, value) in ended.Metrics)
        {
            note.Append("| ").Append(name).Append(" | ").Append(Measure.Number(value)).Append(" |\n");
        }

        note.Append('\n');
    }
}
