using ExperimentRunner.Components.Environments;

namespace ExperimentRunner.Tests.Components.Environments;

public sealed class CartPoleTests
{
    /// <summary>The equations of motion solved for both accelerations at once, as a linear system, in place of one after the other.</summary>
    [Fact]
    public void Moves_by_the_equations_of_the_paper()
    {
        var simulation = new CartPole().Build(seed: 5);
        double[] state = Array.ConvertAll(simulation.Reset(), value => (double)value);
        state.Should().OnlyContain(value => Math.Abs(value) <= 0.05);
        for (var step = 0; step < 8; step++)
        {
            var action = step % 3 == 0 ? 0 : 1;
            var outcome = simulation.Act(action);
            state = Expected(state, action == 1 ? 10 : -10);
            outcome.Reward.Should().Be(1);
            outcome.Observation.Should().Equal(state, (one, other) => Math.Abs(one - other) < 1e-5);
        }
    }

    [Fact]
    public void An_episode_ends_when_the_pole_falls_and_is_cut_off_when_it_lasted_long_enough()
    {
        var falling = new CartPole().Build(1);
        falling.Reset();
        Outcome last;
        do
        {
            last = falling.Act(1);
        }
        while (!last.IsOver);
        (last.IsTerminal, last.IsCut).Should().Be((true, false));
        Math.Abs(last.Observation[2]).Should().BeGreaterThan((float)(12 * Math.PI / 180));

        var cut = new CartPole { Steps = 3 }.Build(1);
        cut.Reset();
        cut.Act(0);
        cut.Act(1);
        cut.Act(0).Should().Match<Outcome>(outcome => outcome.IsCut && !outcome.IsTerminal);
    }

    /// <summary>(M + m) x'' + m l θ'' cos θ = F + m l θ'² sin θ and m l x'' cos θ + 4/3 m l² θ'' = m g l sin θ, by Cramer's rule.</summary>
    private static double[] Expected(double[] state, double force)
    {
        const double M = 1, m = 0.1, l = 0.5, g = 9.8, seconds = 0.02;
        var (angle, turning) = (state[2], state[3]);
        var (a, b, c, d) = (M + m, m * l * Math.Cos(angle), m * l * Math.Cos(angle), 4.0 / 3 * m * l * l);
        var (e, f) = (force + (m * l * turning * turning * Math.Sin(angle)), m * g * l * Math.Sin(angle));
        var determinant = (a * d) - (b * c);
        var (x, theta) = (((e * d) - (b * f)) / determinant, ((a * f) - (c * e)) / determinant);
        return [state[0] + (seconds * state[1]), state[1] + (seconds * x), angle + (seconds * turning), turning + (seconds * theta)];
    }
}
