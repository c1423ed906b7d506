using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Methods;

/// <summary>Supervised training: a model maps inputs to outputs, and a loss compares those with the data set's targets.</summary>
[Component("supervised")]
public sealed record Supervised : IMethod
{
    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Dataset is null)
        {
            yield return Missing(nameof(experiment.Dataset), "dataset: digits");
        }

        if (experiment.Model is null)
        {
            yield return Missing(nameof(experiment.Model), "model: convnet");
        }
        else if (experiment.Model.One is null)
        {
            yield return Several(nameof(experiment.Model), "one model");
        }

        if (experiment.Optimizer is null)
        {
            yield return Missing(nameof(experiment.Optimizer), "optimizer: {type: sgd, lr: 0.1}");
        }
        else if (experiment.Optimizer.One is null)
        {
            yield return Several(nameof(experiment.Optimizer), "one optimizer");
        }

        if (experiment.Loss is null)
        {
            yield return Missing(nameof(experiment.Loss), "loss: cross_entropy");
        }
        else if (experiment.Loss.One is null)
        {
            yield return Several(nameof(experiment.Loss), "one loss");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new SupervisedTraining(context);

    private static ArgumentProblem Several(string property, string expected) =>
        new(property, $"method 'supervised' trains one model: expected {expected}, not several under names");

    private static ArgumentProblem Missing(string property, string example) =>
        new(property, $"method 'supervised' needs '{property.ToLowerInvariant()}', for example '{example}'");
}
