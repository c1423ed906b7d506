using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Methods;

public sealed class AveragedWeightsTests : TensorTest
{
    [Fact]
    public void Averages_follow_the_weights_step_by_step_and_are_used_only_while_asked_for()
    {
        var layer = nn.Linear(1, 1, hasBias: false);
        var train = new TrainSettings { Duration = Duration.Steps(5), Ema = 0.75 };
        using var updater = new Updater(name: null, new Sgd { LearningRate = 0.1 }, new Constant(), train, layer);
        using var window = new ScalarWindow();
        var (weight, average) = ((double)layer.weight!.item<float>(), (double)layer.weight.item<float>());
        for (var step = 0; step < 5; step++)
        {
            updater.Update(new StepContext(window), () => updater.Backward(layer.call(ones(1, 1)).square().sum()));
            weight -= 0.1 * 2 * weight;
            average = (0.75 * average) + (0.25 * weight);
        }

        using (updater.UseAverages())
        {
            ((double)layer.weight.item<float>()).Should().BeApproximately(average, 1e-6);
        }

        ((double)layer.weight.item<float>()).Should().BeApproximately(weight, 1e-6);
    }
}
