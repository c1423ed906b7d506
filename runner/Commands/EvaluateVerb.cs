using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Output;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Commands;

/// <summary><c>evaluate</c>: measures the best checkpoint of a run.</summary>
internal static class EvaluateVerb
{
    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Model();
        var on = new Option<string>("--on") { HelpName = "SET", Description = "The set to measure on: train, val, test, or the name of a further test set.", DefaultValueFactory = _ => "test" };
        var runs = Arguments.Runs();
        var json = Arguments.Json();
        var command = new Command("evaluate", "Measure the best checkpoint of a run on one of its sets.") { trial, on, runs, json };
        command.SetAction((parsed, _) => EvaluateAsync(
            parsed.GetRequiredValue(trial), parsed.GetRequiredValue(on), parsed.GetRequiredValue(runs), parsed.GetValue(json), terminal));
        return command;
    }

    private static async Task<int> EvaluateAsync(string wanted, string split, string runs, bool json, Terminal terminal)
    {
        if (TrainedTrial.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        var (answer, exitCode) = await trial.UseAsync<EvaluatedMessage>(
            (checkpoint, data) => new EvaluateCommand(trial.Folder.ConfigFile, checkpoint, trial.State.Created.Threads, data, split), terminal);
        if (answer is not null)
        {
            Write(answer.Metrics, json, terminal.Out);
        }

        return exitCode;
    }

    private static void Write(IReadOnlyDictionary<string, double> metrics, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteBlock(JsonSerializer.Serialize(metrics, CommandJson.Default.IReadOnlyDictionaryStringDouble));
        }
        else
        {
            TextTable.Write(output, ["metric", "value"], metrics.Select(metric => (string[])[metric.Key, Measure.Number(metric.Value)]));
        }
    }
}
