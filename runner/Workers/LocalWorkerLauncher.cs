using System.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Workers;

/// <summary>Starts workers as processes on this machine: this same program, under its hidden verb.</summary>
/// <param name="mask">Keeps secrets out of the logs.</param>
public sealed class LocalWorkerLauncher(SecretMask mask) : IWorkerLauncher
{
    /// <summary>The verb that makes the program a worker.</summary>
    public const string Verb = "worker";

    /// <inheritdoc/>
    public IWorkerChannel Start(WorkerPlace place, int threads)
    {
        var start = StartInfo();
        WorkerEnvironment.Apply(start.Environment, place, threads);
        return new LocalWorkerChannel(Process.Start(start)!, new WorkerLog(mask));
    }

    private static ProcessStartInfo StartInfo()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known");
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, isHost ? [typeof(LocalWorkerLauncher).Assembly.Location, Verb] : [Verb])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
