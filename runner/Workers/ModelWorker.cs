using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Workers;

/// <summary>Carries out one command, such as one about a trained model, in a worker of its own, which leaves nothing behind.</summary>
/// <param name="launcher">Starts the worker.</param>
internal sealed class ModelWorker(ILauncher launcher)
{
    /// <summary>Carries out a command about a model.</summary>
    /// <exception cref="RunnerException">It could not be carried out.</exception>
    internal Task<T> UseAsync<T>(ModelCommand command)
        where T : WorkerMessage => UseAsync<T>(command, command.Threads);

    /// <summary>Carries out a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="threads">Threads inside operations.</param>
    /// <exception cref="RunnerException">It could not be carried out.</exception>
    internal async Task<T> UseAsync<T>(WorkerCommand command, int threads)
        where T : WorkerMessage
    {
        var place = new AttemptFolder(Directory.CreateTempSubdirectory("experiment-").FullName);
        try
        {
            await using var channel = WorkerChannel.Open(launcher, Slot.Everything, threads);
            channel.LogTo(place);
            await channel.SendAsync(command);
            await foreach (var message in channel.Messages)
            {
                channel.Complete();
                return message as T ?? throw new RunnerException(message is RefusedMessage refused ? refused.Reason.TrimEnd() : $"the worker answered {message}");
            }

            throw new RunnerException(WorkerDeath.Explain(await channel.Exited, place));
        }
        finally
        {
            Directory.Delete(place.Path, recursive: true);
        }
    }
}
