using ExperimentRunner.Components.Inference;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Workers;

/// <summary>Measures and asks trained models.</summary>
/// <param name="log">Where details of a failure go.</param>
public sealed class ModelUser(TextWriter log) : IModelUser
{
    /// <inheritdoc/>
    public WorkerMessage Use(ModelCommand command)
    {
        try
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
        catch (Exception failure)
        {
            log.WriteLine(failure);
            return new RefusedMessage(failure.Message);
        }
    }
}
