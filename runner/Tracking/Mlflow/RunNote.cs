using System.Text;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The note on a run's page, in markdown: what the user wrote, what came out, the config.</summary>
internal static class RunNote
{
    internal static string Text(TrialContext trial, AttemptEnded? ended)
    {
        var note = new StringBuilder();
        if (trial.Experiment.Notes is { } notes)
        {
            note.Append(notes.TrimEnd()).Append("\n\n");
        }

        if (ended is not null)
        {
            note.Append(TrialReport.End(trial, ended)).Append("\n\n");
            AppendMetrics(note, ended);
        }

        note.Append("```yaml\n").Append(File.ReadAllText(trial.Folder.ConfigFile).TrimEnd()).Append("\n```\n");
        return note.ToString();
    }

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
