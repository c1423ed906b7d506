using ExperimentRunner.Launching;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary>The hidden verb <c>worker</c>: the process that trains.</summary>
internal static class WorkerVerb
{
    internal static int Run(Terminal terminal)
    {
        using var trainer = new AttemptTrainer(TerminalWriter.Under(terminal.Error), TimeProvider.System);
        using var host = new WorkerHost(trainer, new ModelUser(TerminalWriter.Under(terminal.Error)), trainer, Terminal.In, terminal.Screen);
        return host.Run() ? ExitCodes.Done : terminal.Refuse("a worker takes its orders from a runner: 'experiment run CONFIG' starts both");
    }
}
