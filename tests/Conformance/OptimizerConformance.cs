using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Tests.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every optimizer must keep.</summary>
public abstract class OptimizerConformance : ComponentConformance<IOptimizer>
{
    [Fact]
    public void MakesALossSmaller() => ForEach(component =>
    {
        using var task = new Regression(component);
        var before = task.Loss();
        task.Train(50);
        task.Loss().Should().BeLessThan(before);
    });

    [Fact]
    public void ResumesBitForBit() => ForEach(component =>
    {
        using var undisturbed = new Regression(component);
        undisturbed.Train(9);

        using var folder = new TemporaryFolder();
        using var killed = new Regression(component);
        killed.Train(4);
        using var resumed = new Regression(component);
        resumed.Load(killed.Save(folder.Path));
        resumed.Train(5);
        resumed.Weights().Should().Equal(undisturbed.Weights());
    });

    [Fact]
    public void ResumesBeforeItsFirstStep() => ForEach(component =>
    {
        using var folder = new TemporaryFolder();
        using var fresh = new Regression(component);
        using var resumed = new Regression(component);
        resumed.Load(fresh.Save(folder.Path));
        resumed.Train(3);
        fresh.Train(3);
        resumed.Weights().Should().Equal(fresh.Weights());
    });

    [Fact]
    public void ItsLearningRateCanBeChangedAtEveryStep() => ForEach(component =>
    {
        using var task = new Regression(component);
        task.LearningRates.First().Should().Be(component.LearningRate);
        task.SetLearningRate(0);
        var before = task.Weights();
        task.Train(3);
        task.Weights().Should().Equal(before, "nothing moves at a learning rate of 0");
    });

    [Fact]
    public void LeavesAloneWhatHasNoGradient() => ForEach(component =>
    {
        using var task = new Regression(component);
        var before = task.Weights();
        task.StepWithoutGradients();
        task.Weights().Should().Equal(before);
    });

    [Fact]
    public void KeepsNoTensorOfAStep() => ForEach(component =>
    {
        using var task = new Regression(component);
        task.Train(60); // a history of curvature fills up first
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        task.Train(20);
        TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    });

    /// <summary>A small regression with fixed weights and data.</summary>
    private sealed class Regression : IDisposable
    {
        private readonly TorchSharp.Modules.Linear model;
        private readonly optim.Optimizer optimizer;
        private readonly Tensor inputs = arange(24).reshape(8, 3).to(ScalarType.Float32).sub(10).div(10);
        private readonly Tensor targets = arange(8).reshape(8, 1).to(ScalarType.Float32).div(8).add(1);

        public Regression(IOptimizer component)
        {
            using var generator = manual_seed(5);
            model = nn.Linear(3, 1);
            optimizer = component.Build(new ParameterGroups(model));
        }

        public IEnumerable<double> LearningRates => optimizer.ParamGroups.Select(group => group.LearningRate);

        public float[] Weights() => [.. model.weight!.data<float>(), .. model.bias!.data<float>()];

        public double Loss()
        {
            using var scope = NewDisposeScope();
            return nn.functional.mse_loss(model.call(inputs), targets).item<float>();
        }

        public void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.step(() =>
                {
                    optimizer.zero_grad();
                    var loss = nn.functional.mse_loss(model.call(inputs), targets);
                    loss.backward();
                    return loss;
                });
            }
        }

        public void StepWithoutGradients()
        {
            optimizer.zero_grad();
            optimizer.step(() => zeros([]));
        }

        public void SetLearningRate(double rate)
        {
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rate;
            }
        }

        public CheckpointReader Save(string folder)
        {
            using var writer = CheckpointWriter.Create(folder, "step-4");
            writer.Module("model", model);
            writer.Optimizer("optimizer", optimizer);
            return CheckpointReader.Open(writer.Publish());
        }

        public void Load(CheckpointReader checkpoint)
        {
            checkpoint.Module("model", model);
            checkpoint.Optimizer("optimizer", optimizer);
        }

        public void Dispose()
        {
            optimizer.Dispose();
            model.Dispose();
        }
    }
}
