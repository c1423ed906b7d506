using ExperimentRunner.Experiments;
using ExperimentRunner.Output;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Commands;

/// <summary>The hidden verb <c>worker</c>: the process that trains.</summary>
internal static class WorkerVerb
{
    internal static int Run(Terminal terminal)
    {
        PluginTrust.Inherit(); // the runner that starts it has read the same config before
        var log = TerminalWriter.Under(terminal.Error);
        using var tasks = new WorkerTasks(log, TimeProvider.System);
        using var host = new WorkerHost(tasks.Do, Terminal.In, terminal.Screen);
        return host.Run()
            ? ExitCodes.Done
            : terminal.Refuse("a worker takes its orders from a runner: 'experiment run CONFIG' starts both");
    }
}
