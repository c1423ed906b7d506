using ExperimentRunner.Commands;
using ExperimentRunner.Output;
using ExperimentRunner.Workers;

namespace ExperimentRunner;

internal static class Program
{
    // A worker skips the command line: it has none, and every millisecond of its start is one of each trial's.
    private static async Task<int> Main(string[] arguments)
    {
        var terminal = Terminal.OfThisProcess();
        if (arguments is [WorkerChannel.Verb])
        {
            return WorkerVerb.Run(terminal);
        }

        try
        {
            return await CommandTree.RunAsync(arguments, terminal);
        }
        catch (Exception failure)
        {
            return CrashReport.Write(failure, terminal);
        }
    }
}
