using System.CommandLine;
using ExperimentRunner.Output;
using ExperimentRunner.Viewing;

namespace ExperimentRunner.Commands;

/// <summary><c>ui</c>: shows runs in MLflow's page.</summary>
internal static class UiVerb
{
    internal static Command Create(Terminal terminal)
    {
        var port = new Option<int?>("--port") { HelpName = "N", Description = "The port to listen on, on this machine only. When left out, a free one is found." };
        port.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() is <= 0 or > 65_535)
            {
                given.AddError("--port must be from 1 to 65535");
            }
        });
        var runs = Arguments.Runs();
        var command = new Command("ui", "Show all runs, finished and running, in MLflow's page until Ctrl-C. MLflow is found on the PATH, or started with uvx or pipx.") { port, runs };
        command.SetAction((parsed, cancellation) => new UiSession(Arguments.WritableRuns(parsed.GetRequiredValue(runs)), parsed.GetValue(port), terminal).RunAsync(cancellation));
        return command;
    }
}
