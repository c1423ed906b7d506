using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// A student learns the classes of the data set, and what a teacher that was trained before holds likely (Hinton, Vinyals, Dean 2015). It takes
/// two models, <c>student</c> and <c>teacher</c>, of which the first is trained.
/// </summary>
[Component("distillation")]
public sealed record Distillation : IMethod
{
    /// <summary>The checkpoint of the teacher, a folder; its weights are the part <c>model</c>.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>What the teacher counts; the classes count the rest.</summary>
    [Range(0, 1)]
    public double Weight { get; init; } = 0.9;

    /// <summary>What logits are divided by before they are compared: the larger, the more the unlikely classes count.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 3;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Model?.Named is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Model), "method 'distillation' takes two models, for example 'model: {student: mlp, teacher: convnet}'");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, this);

    private sealed class Running : DataTraining
    {
        private readonly Distillation settings;
        private readonly LossFunction ofClasses;
        private readonly Network student;
        private readonly Network teacher; // not kept: it never changes

        public Running(MethodContext context, Distillation settings)
            : base(context)
        {
            this.settings = settings;
            ofClasses = context.Loss(Spec);
            student = Keep("model", context.Model(Spec, "student"));
            teacher = context.Model(Spec, "teacher");
            CheckpointReader.Open(settings.Checkpoint).Module("model", teacher.Module);
            teacher.Module.eval();
            LearnWith(context.Updater(student));
            TryOneSample();
        }

        protected override Outputs Outputs(Batch batch) => student.Call(batch);

        protected override Tensor Loss(Outputs outputs, Batch batch)
        {
            var heat = settings.Temperature;
            var unlike = nn.functional.kl_div(nn.functional.log_softmax(outputs.One / heat, 1), Taught(batch, heat), false, nn.Reduction.Sum) / batch.Size;
            return (settings.Weight * heat * heat * unlike) + ((1 - settings.Weight) * ofClasses.Call(outputs, batch));
        }

        protected override void Dispose(bool disposing)
        {
            teacher.Dispose();
            ofClasses.Dispose();
            base.Dispose(disposing);
        }

        private Tensor Taught(Batch batch, double heat)
        {
            using var withoutGradients = no_grad();
            return (teacher.Call(batch).One / heat).softmax(1);
        }
    }
}
