using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Events;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Launching;

/// <summary>Runs attempts with the trainer.</summary>
/// <param name="log">Where details of a failure go.</param>
/// <param name="clock">The clock.</param>
public sealed class AttemptTrainer(TextWriter log, TimeProvider clock) : IAttemptTrainer
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(2);

    private readonly SecretMask mask = SecretMask.OfThisProcess();

    /// <inheritdoc/>
    public EndedMessage Train(TrainCommand command, Action progress, CancellationToken stop)
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

        using var events = new EventFile(attempt.EventsFile, progress, clock);
        var ended = Trainer.Run(Job(command, attempt, experiment, events), stop);
        if (ended.Failure is { } failure)
        {
            log.WriteLine(failure);
        }

        return new EndedMessage(ended.Outcome, ended.Reason is { } reason ? mask.Apply(reason) : null, ended.BestStep);
    }

    private TrainingJob Job(TrainCommand command, AttemptFolder attempt, Experiment experiment, EventFile events) => new()
    {
        Experiment = experiment,
        Device = experiment.Train.Device,
        Threads = command.Threads,
        DataFolder = command.Data,
        CheckpointFolder = attempt.CheckpointsFolder,
        ResumeFrom = command.ResumeFrom,
        Limit = command.Limit,
        Events = new MaskedEvents(events, mask),
        Clock = clock,
    };
}
