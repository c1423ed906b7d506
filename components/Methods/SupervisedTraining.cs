using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary><see cref="Supervised"/> at work: one model, one loss, one updater.</summary>
public class SupervisedTraining : DataTraining
{
    private readonly LossFunction loss;

    /// <summary>Builds model, loss and optimizer.</summary>
    public SupervisedTraining(MethodContext context)
        : base(context)
    {
        Model = Keep("model", context.Model(Spec));
        loss = context.Loss(Spec);
        LearnWith(context.Updater(Model));
        TryOneSample();
    }

    /// <summary>The model.</summary>
    protected Network Model { get; }

    /// <inheritdoc/>
    protected override Outputs Outputs(Batch batch) => Model.Call(batch);

    /// <inheritdoc/>
    protected override Tensor Loss(Outputs outputs, Batch batch) => loss.Call(outputs, batch);

    /// <inheritdoc/>
    protected override double LossWeight(Batch batch) => loss.WeightOf(batch);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        loss.Dispose();
        base.Dispose(disposing);
    }
}
