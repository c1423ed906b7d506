using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// Changes a network by gradients as <c>train:</c> says: learning rate by the schedule, clipping, accumulation. Every method
/// updates through it; one with two networks has two.
/// </summary>
public sealed class Updater : ICheckpointed, IDisposable
{
    private readonly string part;
    private readonly string prefix;
    private readonly IOptimizer settings;
    private readonly ISchedule schedule;
    private readonly TrainSettings train;
    private readonly TorchSharp.Modules.Parameter[] parameters;
    private readonly optim.Optimizer optimizer;
    private readonly (optim.ILearningRateController Group, double Rate)[] groups;
    private readonly AveragedWeights? averages;
    private double factor = double.NaN;
    private Tensor? total;

    /// <summary>Builds the optimizer over a module's parameters.</summary>
    /// <param name="name">Tells several apart, in checkpoints and in the names of figures: <c>critic</c>; null for the only one.</param>
    /// <param name="settings">The optimizer to build.</param>
    /// <param name="schedule">The schedule of its learning rate.</param>
    /// <param name="train">Clipping.</param>
    /// <param name="module">The network, already on its device.</param>
    /// <exception cref="InvalidOperationException">A group of the optimizer has no parameter.</exception>
    public Updater(string? name, IOptimizer settings, ISchedule schedule, TrainSettings train, nn.Module module)
    {
        (part, prefix) = name is null ? ("optimizer", "") : ($"optimizer-{name}", $"{name}_");
        this.settings = settings;
        this.schedule = schedule;
        this.train = train;
        var named = new ParameterGroups(module);
        parameters = [.. named.Parameters];
        if (parameters.Length > 0)
        {
            TrustedMachine.Prepare(module, parameters[0].device);
        }

        optimizer = settings.Build(named);
        groups = [.. optimizer.ParamGroups.Select(group => (group, group.LearningRate))];
        averages = train.Ema is { } decay ? new AveragedWeights(decay, parameters) : null;
    }

    /// <summary>Whether the optimizer asks for the gradients of one step again: figures of the step are recorded already.</summary>
    public bool IsRepeating { get; private set; }

    /// <summary>
    /// Takes one optimizer step, and records the learning rate and, where it is known or asked for, the norm of the gradients.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="gradients">
    /// Evaluates the loss and calls <see cref="Backward"/>, once for each part of the batch. Called once; several times by an
    /// optimizer that evaluates several times in one step.
    /// </param>
    public void Update(StepContext step, Action gradients)
    {
        SetLearningRate(schedule.FactorAt(step.Progress));
        if (settings.NeedsClosure)
        {
            UpdateByEvaluations(step, gradients);
        }
        else
        {
            optimizer.zero_grad();
            gradients();
            Clip(step);
            optimizer.step();
        }

        averages?.Follow();
        step.Record(prefix + "lr", settings.LearningRate * factor);
    }

    /// <summary>Takes one optimizer step that follows the loss of some samples, and records it as <c>loss</c>.</summary>
    /// <param name="step">The step.</param>
    /// <param name="batches">The samples.</param>
    /// <param name="loss">The loss of a part of them: a tensor without dimensions, the mean over its samples.</param>
    public void Update(StepContext step, StepBatches batches, Func<StepBatch, Tensor> loss) => Update(step, () => batches.ForEach(part =>
    {
        var value = loss(part);
        Backward(value, part.Weight);
        if (!IsRepeating)
        {
            step.Record(prefix + "loss", value, part.Weight);
        }
    }));

    /// <summary>Adds the gradients of a loss to those of this step.</summary>
    /// <param name="loss">A tensor without dimensions.</param>
    /// <param name="weight">What the loss counts: the part of the batch that it stands for.</param>
    public void Backward(Tensor loss, double weight = 1)
    {
        total?.add_(loss.detach(), alpha: weight);
        if (weight == 1)
        {
            loss.backward();
            return;
        }

        using var weighted = loss.mul(weight);
        weighted.backward();
    }

    /// <summary>Puts the averages of the weights in their place until disposed of, where <c>train.ema</c> asks for averages; else null.</summary>
    public IDisposable? UseAverages() => averages?.InPlace();

    /// <summary>Lets the averages begin anew from the network, whose weights were loaded.</summary>
    public void RestartAverages() => averages?.Restart();

    /// <inheritdoc/>
    public void Save(CheckpointWriter checkpoint)
    {
        checkpoint.Optimizer(part, optimizer);
        averages?.Save(checkpoint, $"{part}-weights");
    }

    /// <summary>Takes the state back; the networks are loaded already.</summary>
    public void Load(CheckpointReader checkpoint)
    {
        checkpoint.Optimizer(part, optimizer);
        averages?.Load(checkpoint, $"{part}-weights");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        averages?.Dispose();
        optimizer.Dispose();
    }

    private void SetLearningRate(double now)
    {
        if (now == factor)
        {
            return;
        }

        factor = now;
        foreach (var (group, rate) in groups)
        {
            group.LearningRate = rate * factor;
        }
    }

    private void UpdateByEvaluations(StepContext step, Action gradients)
    {
        IsRepeating = false;
        optimizer.step(() =>
        {
            // What one evaluation makes is freed before the next.
            using var scope = NewDisposeScope();
            total = zeros([], device: parameters[0].device);
            optimizer.zero_grad();
            gradients();
            Clip(step);
            IsRepeating = true;
            return total.MoveToOuterDisposeScope();
        });
        (total, IsRepeating) = (null, false);
    }

    private void Clip(StepContext step)
    {
        if (train.ClipValue is { } largest)
        {
            nn.utils.clip_grad_value_(parameters, largest);
        }

        if (train.ClipNorm is { } limit)
        {
            RecordNorm(step, nn.utils.clip_grad_norm_(parameters, limit));
        }
        else if (train.LogGradNorm)
        {
            using var scope = NewDisposeScope();
            RecordNorm(step, stack(parameters.Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm())).norm().ToDouble());
        }
    }

    private void RecordNorm(StepContext step, double norm)
    {
        if (!IsRepeating)
        {
            step.RecordMean(prefix + "grad_norm", norm);
        }
    }
}
