using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>predict</c>: asks the best checkpoint of a run about new inputs.</summary>
internal static class PredictVerb
{
    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Model();
        var file = new Argument<string>("FILE") { Description = "An image (PNG, JPEG, GIF, WebP or BMP), or a folder or archive of images; or a CSV file like that of the data set, with one input in each row." };
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("predict", "Predict new inputs with the best checkpoint of a run.") { trial, file, runs, json };
        command.SetAction((parsed, _) => PredictAsync(
            parsed.GetRequiredValue(trial), parsed.GetRequiredValue(file), parsed.GetRequiredValue(runs), parsed.GetValue(json), terminal));
        return command;
    }

    private static async Task<int> PredictAsync(string wanted, string file, string runs, bool json, Terminal terminal)
    {
        if (!Path.Exists(file))
        {
            return terminal.Refuse($"there is no file or folder '{file}'");
        }

        if (TrainedTrial.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        var (answer, exitCode) = await trial.UseAsync<PredictedMessage>(
            (checkpoint, data) => new PredictCommand(trial.Folder.ConfigFile, checkpoint, trial.State.Created.Threads, data, Path.GetFullPath(file)), terminal);
        if (answer is not null)
        {
            Write(answer.Predictions, json, terminal.Out);
        }

        return exitCode;
    }

    private static void Write(IReadOnlyList<Prediction> predictions, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteBlock(JsonSerializer.Serialize(predictions, CommandJson.Default.IReadOnlyListPrediction));
        }
        else
        {
            TextTable.Write(output, ["input", .. predictions[0].Cells.Select(cell => cell.Head)], predictions.Select(prediction =>
                (string[])[prediction.Input, .. prediction.Cells.Select(cell => cell.Text)]));
        }
    }
}
