using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Sweeps.Spaces;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Preflight;

/// <summary>
/// Takes the first steps of every distinct network that a sweep will train, in a worker, before any trial: what cannot work is found
/// now, and what can tells the memory and time that it takes. Of very many networks some are tried that lie evenly among them, the first
/// and the last too.
/// </summary>
/// <param name="plan">The sweep.</param>
/// <param name="slots">Where trials will run.</param>
/// <param name="data">The folder of fetched data sets.</param>
internal sealed class FirstSteps(SweepPlan plan, SlotPlan slots, DataFolder data)
{
    private const int Most = 100; // each takes a worker a moment, and its user waits

    private readonly StepWork work = new(plan);
    private int lastExit;

    /// <summary>Rehearses trials.</summary>
    /// <param name="memory">What there is.</param>
    /// <param name="stop">Asks to end.</param>
    internal async Task<IReadOnlyList<PreflightGroup>> RunAsync(DeviceMemory memory, CancellationToken stop)
    {
        var place = new AttemptFolder(Directory.CreateTempSubdirectory("experiment-").FullName);
        await using var slot = new WorkerSlot(plan.Launcher, slots.Slots[0]);
        try
        {
            var groups = new List<PreflightGroup>();
            foreach (var trials in Networks().TakeWhile(_ => !stop.IsCancellationRequested))
            {
                groups.Add(await RehearseTwiceAsync(trials, slot, place, memory.Alone));
            }

            return groups;
        }
        finally
        {
            await slot.LeaveAsync();
            Directory.Delete(place.Path, recursive: true);
        }
    }

    /// <summary>The trials of each network that is tried.</summary>
    private IEnumerable<PlannedTrial[]> Networks()
    {
        PlannedTrial[][] all = [.. plan.Samples.GroupBy(trial => work.Of(trial.Experiment), StringComparer.Ordinal).Select(group => group.ToArray())];
        return all.Length <= Most
            ? all
            : Enumerable.Range(0, Most).Select(index => all[(int)((long)index * (all.Length - 1) / (Most - 1))]);
    }

    /// <summary>A worker that died is given a second chance: somebody may have ended it.</summary>
    private async Task<PreflightGroup> RehearseTwiceAsync(PlannedTrial[] trials, WorkerSlot slot, AttemptFolder place, long memory) =>
        await RehearseAsync(trials, slot, place, memory) ?? await RehearseAsync(trials, slot, place, memory)
        ?? new PreflightGroup(trials, null, WorkerDeath.Explain(lastExit, place));

    /// <returns>Null where the worker died.</returns>
    private async Task<PreflightGroup?> RehearseAsync(PlannedTrial[] trials, WorkerSlot slot, AttemptFolder place, long memory)
    {
        var experiment = trials[0].Experiment;
        var config = Path.Combine(place.Path, "config.yaml");
        RegularFile.WriteText(config, experiment.Text);
        var threads = experiment.Experiment.Train.Threads ?? slots.Threads;
        var worker = await slot.TakeAsync(place, threads);
        await worker.SendAsync(new RehearseCommand(config, threads, data.Path, memory));
        await foreach (var message in worker.Messages)
        {
            if (message is not RehearsedMessage { Result.SecondsPerStep: not null })
            {
                await slot.LeaveAsync(); // a failure leaves tensors behind that nobody frees
            }

            return message is RehearsedMessage rehearsed
                ? new PreflightGroup(trials, rehearsed.Result, null)
                : new PreflightGroup(trials, null, message is RefusedMessage refused ? refused.Reason.TrimEnd() : $"the worker answered {message}");
        }

        lastExit = await worker.Exited;
        return null;
    }
}

/// <summary>Trials that do the same work a step, and what one of them has shown.</summary>
/// <param name="Trials">The trials.</param>
/// <param name="Result">What a step needs; null where it cannot be taken.</param>
/// <param name="Problem">Why it cannot be taken; null where it can.</param>
internal sealed record PreflightGroup(IReadOnlyList<PlannedTrial> Trials, RehearsalResult? Result, string? Problem)
{
    /// <summary>How many of its trials the sweep will run, as far as its trials were bound.</summary>
    internal int Count => Trials.Count(trial => !trial.IsExtra);

    /// <summary>What its trials have in common and others have not, in one line.</summary>
    internal string Common =>
        string.Join(' ', Trials[0].Assignment.Texts.Where(value => Trials.All(trial => trial.Assignment.Texts.Contains(value, StringComparer.Ordinal))));
}
