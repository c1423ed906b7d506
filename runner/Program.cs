using ExperimentRunner.Commands;
using ExperimentRunner.Reports;

namespace ExperimentRunner;

internal static class Program
{
    // A worker skips the command line: it has none, and every millisecond of its start is one of each trial's.
    private static async Task<int> Main(string[] arguments) => arguments is [Launching.LocalWorkerLauncher.Verb]
        ? WorkerVerb.Run(Terminal.OfThisProcess())
        : await CommandTree.RunAsync(arguments, Terminal.OfThisProcess());
}
