using ExperimentRunner.Components.Optimizers;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class AdamTests : TensorTest
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0, true)]
    public void AdamFollowsItsEquations(double decay, bool amsgrad)
    {
        var adam = new Adam { LearningRate = 0.05, Betas = [0.8, 0.95], Epsilon = 1e-6, WeightDecay = decay, Amsgrad = amsgrad };
        var expected = Reference(7, penalty: decay, decay: 0, amsgrad);
        QuadraticBowl.After(7, adam).Should().Equal(expected, (actual, value) => Math.Abs(actual - value) < 1e-12);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void AdamWDecaysApartFromTheGradient(double decay, bool amsgrad)
    {
        var adam = new AdamW { LearningRate = 0.05, Betas = [0.8, 0.95], Epsilon = 1e-6, WeightDecay = decay, Amsgrad = amsgrad };
        var expected = Reference(7, penalty: 0, decay, amsgrad);
        QuadraticBowl.After(7, adam).Should().Equal(expected, (actual, value) => Math.Abs(actual - value) < 1e-12);
    }

    [Fact]
    public void BetasAreTwoNumbersBelowOne()
    {
        const string message = "two values are needed, each at least 0 and below 1, such as [0.9, 0.999]";
        new Adam { Betas = [0.9] }.Validate().Single().Message.Should().Be(message);
        new Adam { Betas = [0.9, 1] }.Validate().Single().Message.Should().Be(message);
        new AdamW { Betas = [double.NaN, 0.9] }.Validate().Single().Message.Should().Be(message);
        new Adam().Validate().Should().BeEmpty();
    }

    private static double[] Reference(int steps, double penalty, double decay, bool amsgrad)
    {
        const double rate = 0.05, beta1 = 0.8, beta2 = 0.95, epsilon = 1e-6;
        double[] weights = [0.1, 0.2, -0.3, 0.4];
        var (first, second, largest) = (new double[4], new double[4], new double[4]);
        for (var step = 1; step <= steps; step++)
        {
            var gradient = QuadraticBowl.Gradient(weights);
            for (var i = 0; i < 4; i++)
            {
                var slope = gradient[i] + (penalty * weights[i]);
                first[i] = (beta1 * first[i]) + ((1 - beta1) * slope);
                second[i] = (beta2 * second[i]) + ((1 - beta2) * slope * slope);
                largest[i] = Math.Max(largest[i], second[i]);
                var denominator = Math.Sqrt((amsgrad ? largest[i] : second[i]) / (1 - Math.Pow(beta2, step))) + epsilon;
                weights[i] = (weights[i] * (1 - (rate * decay))) - (rate * first[i] / (1 - Math.Pow(beta1, step)) / denominator);
            }
        }

        return weights;
    }
}
