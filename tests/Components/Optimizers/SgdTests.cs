using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class SgdTests
{
    [Fact]
    public void NesterovNeedsMomentumAndNoDampening()
    {
        const string message = "Nesterov's momentum needs a momentum above 0 and no dampening";
        new Sgd { LearningRate = 1, Nesterov = true }.Validate().Single().Message.Should().Be(message);
        new Sgd { LearningRate = 1, Nesterov = true, Momentum = 0.9, Dampening = 0.1 }.Validate().Single().Message.Should().Be(message);
        new Sgd { LearningRate = 1, Nesterov = true, Momentum = 0.9 }.Validate().Should().BeEmpty();
    }
}
