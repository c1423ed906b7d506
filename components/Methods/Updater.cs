using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// Changes a network by gradients as <c>train:</c> says: learning rate by the schedule, clipping, accumulation. Every method
/// updates through it; one with two networks has two.
/// </summary>
public sealed class Updater : ICheckpointed, IDisposable
{
    private readonly string name;
    private readonly IOptimizer settings;
    private readonly ISchedule schedule;
    private readonly TrainSettings train;
    private readonly TorchSharp.Modules.Parameter[] parameters;
    private readonly optim.Optimizer optimizer;

    /// <summary>Builds the optimizer over a module's parameters.</summary>
    /// <param name="name">Tells the state of several apart in a checkpoint: <c>optimizer</c>, <c>optimizer-critic</c>.</param>
    /// <param name="settings">The optimizer to build.</param>
    /// <param name="schedule">The schedule of its learning rate.</param>
    /// <param name="train">Clipping.</param>
    /// <param name="module">The network, already on its device.</param>
    public Updater(string name, IOptimizer settings, ISchedule schedule, TrainSettings train, nn.Module module)
    {
        this.name = name;
        this.settings = settings;
        this.schedule = schedule;
        this.train = train;
        var groups = new ParameterGroups(module);
        parameters = [.. groups.Parameters];
        optimizer = settings.Build(groups);
    }

    /// <summary>The learning rate of the last update; NaN before the first.</summary>
    public double LearningRate { get; private set; } = double.NaN;

    /// <summary>Forgets the gradients of the last update.</summary>
    public void ZeroGradients() => optimizer.zero_grad();

    /// <summary>Adds the gradients of a loss to those since <see cref="ZeroGradients"/>.</summary>
    /// <param name="loss">A tensor without dimensions.</param>
    /// <param name="weight">What the loss counts: the part of the batch that it stands for.</param>
    public void Backward(Tensor loss, double weight = 1)
    {
        if (weight == 1)
        {
            loss.backward();
            return;
        }

        using var weighted = loss.mul(weight);
        weighted.backward();
    }

    /// <summary>Updates the parameters by the gathered gradients.</summary>
    public void Apply(TrainingProgress progress)
    {
        SetLearningRate(settings.LearningRate * schedule.FactorAt(progress));
        if (train.ClipValue is { } largest)
        {
            nn.utils.clip_grad_value_(parameters, largest);
        }

        if (train.ClipNorm is { } norm)
        {
            nn.utils.clip_grad_norm_(parameters, norm);
        }

        optimizer.step();
    }

    /// <inheritdoc/>
    public void Save(CheckpointWriter checkpoint) => checkpoint.Optimizer(name, optimizer);

    /// <inheritdoc/>
    public void Load(CheckpointReader checkpoint) => checkpoint.Optimizer(name, optimizer);

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();

    private void SetLearningRate(double rate)
    {
        if (rate == LearningRate)
        {
            return;
        }

        LearningRate = rate;
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }
    }
}
