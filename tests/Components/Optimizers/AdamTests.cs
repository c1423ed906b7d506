using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class AdamTests
{
    [Fact]
    public void BetasAreBelowOne()
    {
        const string message = "both values must be at least 0 and below 1, such as [0.9, 0.999]";
        new Adam { Betas = [0.9, 1] }.Validate().Single().Message.Should().Be(message);
        new AdamW { Betas = [double.NaN, 0.9] }.Validate().Single().Message.Should().Be(message);
        new Adam().Validate().Should().BeEmpty();
    }
}
