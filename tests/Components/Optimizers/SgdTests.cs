using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class SgdTests : TensorTest
{
    [Theory]
    [InlineData(0, 0, false, 0)]
    [InlineData(0.9, 0, false, 0)]
    [InlineData(0.9, 0.5, false, 0)]
    [InlineData(0.9, 0, true, 0)]
    [InlineData(0.9, 0, true, 0.01)]
    [InlineData(0, 0, false, 0.1)]
    public void FollowsItsEquations(double momentum, double dampening, bool nesterov, double decay)
    {
        var sgd = new Sgd { LearningRate = 0.05, Momentum = momentum, Dampening = dampening, Nesterov = nesterov, WeightDecay = decay };
        var (weights, velocity) = (new[] { 0.1, 0.2, -0.3, 0.4 }, new double[4]);
        for (var step = 0; step < 7; step++)
        {
            var gradient = QuadraticBowl.Gradient(weights);
            for (var i = 0; i < 4; i++)
            {
                var slope = gradient[i] + (decay * weights[i]);
                velocity[i] = step == 0 ? slope : (momentum * velocity[i]) + ((1 - dampening) * slope);
                weights[i] -= 0.05 * (nesterov ? slope + (momentum * velocity[i]) : velocity[i]);
            }
        }

        QuadraticBowl.After(7, sgd).Should().Equal(weights, (actual, expected) => Math.Abs(actual - expected) < 1e-12);
    }

    [Fact]
    public void NesterovNeedsMomentumAndNoDampening()
    {
        const string message = "Nesterov's momentum needs a momentum above 0 and no dampening";
        new Sgd { LearningRate = 1, Nesterov = true }.Validate().Single().Message.Should().Be(message);
        new Sgd { LearningRate = 1, Nesterov = true, Momentum = 0.9, Dampening = 0.1 }.Validate().Single().Message.Should().Be(message);
        new Sgd { LearningRate = 1, Nesterov = true, Momentum = 0.9 }.Validate().Should().BeEmpty();
    }
}
