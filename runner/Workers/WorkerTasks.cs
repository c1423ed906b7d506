using ExperimentRunner.Components.Inference;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Workers;

/// <summary>Carries out the commands of a worker, one after the other.</summary>
/// <param name="log">Where details of a failure go.</param>
/// <param name="clock">The clock.</param>
internal sealed class WorkerTasks(TextWriter log, TimeProvider clock) : IDisposable
{
    private readonly AttemptTrainer trainer = new(log, clock);

    /// <summary>Carries out a command on the calling thread. Never throws: a failure is a message too.</summary>
    /// <param name="command">The command.</param>
    /// <param name="progress">Called after events reached the event file, from any thread.</param>
    /// <param name="stop">Asks to save a checkpoint and end as interrupted.</param>
    internal WorkerMessage Do(WorkerCommand command, Action progress, CancellationToken stop)
    {
        try
        {
            return command switch
            {
                TrainCommand train => trainer.Train(train, progress, stop),
                RehearseCommand rehearse => trainer.Rehearse(rehearse),
                ModelCommand use => Use(use),
                ExamineCommand => new ExaminedMessage(LibTorch.Version, LibTorch.UsableGpus()),
                CheckNumericsCommand check => Check(check),
                _ => throw new NotSupportedException($"no worker knows {command.GetType().Name}"),
            };
        }
        catch (Exception failure)
        {
            log.WriteLine(failure);
            return new RefusedMessage(Failures.Reason(failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => trainer.Dispose();

    private static WorkerMessage Use(ModelCommand command)
    {
        var config = ExperimentFiles.Load(command.Config, []);
        if (config.Value is not { } experiment)
        {
            return new RefusedMessage(DiagnosticRenderer.Render(config.Diagnostics));
        }

        using var model = new TrainedModel(experiment, command.Checkpoint, command.Threads, command.Data);
        return command switch
        {
            EvaluateCommand evaluate => new EvaluatedMessage(model.Evaluate(evaluate.Split)),
            PredictCommand predict => new PredictedMessage(model.Predict(predict.File)),
            _ => throw new NotSupportedException($"no worker knows {command.GetType().Name}"),
        };
    }

    private static NumericsCheckedMessage Check(CheckNumericsCommand command)
    {
        var report = NumericsReport.Of(command.Device, command.Threads, LayerTable.Full);
        return new NumericsCheckedMessage(report.Device, report.LibTorch, LayerTable.Full.Count, report.Verdict);
    }
}
