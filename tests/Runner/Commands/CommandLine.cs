using ExperimentRunner.Commands;
using ExperimentRunner.Output;

namespace ExperimentRunner.Tests.Runner.Commands;

/// <summary>Runs commands in this process and keeps what they say.</summary>
internal static class CommandLine
{
    internal sealed record Result(int ExitCode, string Out, string Error);

    internal static async Task<Result> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await CommandTree.RunAsync(arguments, new Terminal(output, error, IsInteractive: false));
        return new Result(exitCode, output.ToString(), error.ToString());
    }
}
