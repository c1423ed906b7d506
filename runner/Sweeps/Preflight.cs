using ExperimentRunner.Data;
using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Sweeps;

/// <summary>
/// Takes the first steps of every distinct network that a sweep will train, in a worker, before any trial: what cannot work is found
/// now, and what can tells the memory and time that it takes.
/// </summary>
/// <param name="launcher">Starts workers.</param>
/// <param name="slots">Where trials will run.</param>
/// <param name="data">The folder of fetched data sets.</param>
internal sealed class Preflight(IWorkerLauncher launcher, SlotPlan slots, DataFolder data)
{
    /// <summary>What a step does not depend on.</summary>
    private static readonly string[] Weightless = ["schedule", "callbacks", "plugins", "train"];

    private static readonly string[] Weighty = ["train.batch_size", "train.accumulate", "train.device", "train.threads"];

    /// <summary>Rehearses trials.</summary>
    /// <param name="trials">All trials, or some that stand for all.</param>
    /// <param name="memory">Bytes that one trial may take.</param>
    /// <param name="stop">Asks to end.</param>
    internal async Task<IReadOnlyList<PreflightGroup>> RunAsync(IReadOnlyList<PlannedTrial> trials, long memory, CancellationToken stop)
    {
        var place = new AttemptFolder(Directory.CreateTempSubdirectory("experiment-").FullName);
        await using var slot = new WorkerSlot(launcher, slots.Slots[0].Place);
        try
        {
            var groups = new List<PreflightGroup>();
            foreach (var group in trials.GroupBy(WorkOf, StringComparer.Ordinal).TakeWhile(_ => !stop.IsCancellationRequested))
            {
                groups.Add(await RehearseAsync([.. group], slot, place, memory));
            }

            return groups;
        }
        finally
        {
            await slot.LeaveAsync();
            Directory.Delete(place.Path, recursive: true);
        }
    }

    /// <summary>What decides on the work of a step: no figure of the optimizer, and no seed.</summary>
    private static string WorkOf(PlannedTrial trial) => string.Join('\n', trial.Experiment.Arguments
        .Where(argument => Weighty.Contains(argument.Key) || (!Weightless.Contains(argument.Key.Split('.')[0]) && !argument.Key.StartsWith("optimizer.", StringComparison.Ordinal)))
        .Select(argument => $"{argument.Key}={argument.Value}"));

    private async Task<PreflightGroup> RehearseAsync(PlannedTrial[] trials, WorkerSlot slot, AttemptFolder place, long memory)
    {
        var experiment = trials[0].Experiment;
        var config = Path.Combine(place.Path, "config.yaml");
        await File.WriteAllTextAsync(config, experiment.Text);
        var threads = experiment.Experiment.Train.Threads ?? slots.Threads;
        var worker = await slot.TakeAsync(place, threads);
        await worker.SendAsync(new RehearseCommand(config, threads, data.Path, memory));
        await foreach (var message in worker.Messages)
        {
            return message is RehearsedMessage rehearsed
                ? new PreflightGroup(trials, rehearsed.Result, null)
                : new PreflightGroup(trials, null, message is RefusedMessage refused ? refused.Reason.TrimEnd() : $"the worker answered {message}");
        }

        return new PreflightGroup(trials, null, WorkerDeath.Explain(await worker.Exited, place));
    }
}
