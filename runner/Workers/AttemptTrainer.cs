using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Data;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Workers;

/// <summary>Runs attempts with the trainer, and keeps the data of one for the next.</summary>
internal sealed class AttemptTrainer : IDisposable
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(2);

    private readonly TextWriter log;
    private readonly TimeProvider clock;
    private readonly SecretMask mask = SecretMask.OfThisProcess;
    private readonly DataShelf shelf;
    private string dataKey = "";

    /// <summary>Makes a trainer of attempts.</summary>
    /// <param name="log">Where details of a failure go.</param>
    /// <param name="clock">The clock.</param>
    public AttemptTrainer(TextWriter log, TimeProvider clock)
    {
        (this.log, this.clock) = (log, clock);
        shelf = new DataShelf(_ => dataKey);
    }

    /// <inheritdoc/>
    public void Dispose() => shelf.Dispose();

    /// <summary>Runs an attempt on the calling thread. Never throws: a failure is an end.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="progress">Called after events reached the event file, from any thread.</param>
    /// <param name="stop">Asks to save a checkpoint and end as interrupted.</param>
    internal EndedMessage Train(TrainCommand command, Action progress, CancellationToken stop)
    {
        try
        {
            return TrainAlone(command, progress, stop);
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
            return new EndedMessage(TrainingOutcome.Failed, mask.Apply(failure.Message), null);
        }
    }

    private EndedMessage TrainAlone(TrainCommand command, Action progress, CancellationToken stop)
    {
        var attempt = new AttemptFolder(command.Attempt);
        // A runner that takes over from a killed one holds this lease: a worker that comes late must not train beside it.
        using var lease = attempt.Lease.Take(LeaseWait);
        if (lease is null)
        {
            return new EndedMessage(TrainingOutcome.Interrupted, $"another process has taken {attempt.Path} over", null);
        }

        var config = ExperimentFiles.Load(command.Config, []);
        if (config.Value is not { } experiment)
        {
            return new EndedMessage(TrainingOutcome.Invalid, DiagnosticRenderer.Render(config.Diagnostics), null);
        }

        dataKey = DataKey(config.Registry, experiment);
        using var events = new EventFile(attempt.EventsFile, progress, clock);
        var ended = Trainer.Run(Job(command, attempt, experiment, events), stop);
        if (ended.Failure is { } failure)
        {
            log.WriteLine(failure);
        }

        return new EndedMessage(ended.Outcome, ended.Reason is { } reason ? mask.Apply(reason) : null, ended.BestStep) { StepSeconds = ended.StepSeconds };
    }

    /// <summary>Takes the first steps of an experiment.</summary>
    internal WorkerMessage Rehearse(RehearseCommand command)
    {
        var config = ExperimentFiles.Load(command.Config, []);
        if (config.Value is not { } experiment)
        {
            return new RefusedMessage(DiagnosticRenderer.Render(config.Diagnostics));
        }

        dataKey = DataKey(config.Registry, experiment);
        return new RehearsedMessage(Rehearsal.Run(experiment, command.Threads, command.Data, shelf, command.Memory));
    }

    /// <summary>Everything that is written about data and their splits.</summary>
    private static string DataKey(ComponentRegistry registry, Experiment experiment) => string.Join('\n', new Flattened(registry).Flatten(experiment)
        .Where(argument => argument.Key.Split('.')[0] is "dataset" or "split").Select(argument => $"{argument.Key}={argument.Value}"));

    private TrainingJob Job(TrainCommand command, AttemptFolder attempt, Experiment experiment, EventFile events) => new()
    {
        Experiment = experiment,
        Device = experiment.Train.Device,
        Threads = command.Threads,
        DataFolder = command.Data,
        Shelf = shelf,
        CheckpointFolder = attempt.CheckpointsFolder,
        ResumeFrom = command.ResumeFrom,
        Limit = command.Limit,
        Events = events,
        Clock = clock,
    };
}
