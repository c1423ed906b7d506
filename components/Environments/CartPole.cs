using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Environments;

/// <summary>
/// A pole on a cart that is pushed to the left (0) or to the right (1) so that it does not fall (Barto, Sutton, Anderson 1983), with the equations
/// and the reward of 1 a step of OpenAI Gym's CartPole-v1. An observation is the place of the cart in metres, its speed, the angle of the
/// pole in radians, and its angular speed. An episode begins with each of them in [-0.05, 0.05]; it ends when the cart is more than 2.4 metres
/// away or the pole leans by more than 12 degrees.
/// </summary>
[Component("cart_pole")]
public sealed record CartPole : IEnvironment
{
    private const double Gravity = 9.8;
    private const double CartMass = 1;
    private const double PoleMass = 0.1;
    private const double HalfLength = 0.5;
    private const double Force = 10;
    private const double Seconds = 0.02; // of a step
    private const double FarAway = 2.4;
    private const double Fallen = 12 * Math.PI / 180;

    /// <summary>The steps after which an episode is cut off; CartPole-v1 has 500, CartPole-v0 had 200.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Steps { get; init; } = 500;

    /// <inheritdoc/>
    int IEnvironment.Observations => 4;

    /// <inheritdoc/>
    int IEnvironment.Actions => 2;

    /// <inheritdoc/>
    public Simulation Build(long seed) => new Cart(this, PhiloxKey.Of(seed, "environment"));

    /// <summary>The state after a step of Euler's method.</summary>
    private static double[] Next(double[] state, int action)
    {
        var (speed, angle, turning) = (state[1], state[2], state[3]);
        var push = (action == 1 ? Force : -Force) + (PoleMass * HalfLength * turning * turning * Math.Sin(angle));
        var divided = push / (CartMass + PoleMass);
        var turningChange = ((Gravity * Math.Sin(angle)) - (Math.Cos(angle) * divided))
            / (HalfLength * ((4.0 / 3) - (PoleMass * Math.Cos(angle) * Math.Cos(angle) / (CartMass + PoleMass))));
        var speedChange = divided - (PoleMass * HalfLength * turningChange * Math.Cos(angle) / (CartMass + PoleMass));
        return [state[0] + (Seconds * speed), speed + (Seconds * speedChange), angle + (Seconds * turning), turning + (Seconds * turningChange)];
    }

    private sealed class Cart(CartPole settings, PhiloxKey key) : Simulation
    {
        private const string Part = "environment";
        private State now = new([0, 0, 0, 0], 0, 0);

        public override float[] Reset()
        {
            double[] values = [.. Enumerable.Range(0, 4).Select(place => (0.1 * Philox.Uniform(key, (ulong)now.Episodes, (uint)place, 0)) - 0.05)];
            now = new State(values, 0, now.Episodes + 1);
            return Observation;
        }

        public override Outcome Act(int action)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, 1u, nameof(action));
            now = now with { Values = Next(now.Values, action), Steps = now.Steps + 1 };
            var isTerminal = Math.Abs(now.Values[0]) > FarAway || Math.Abs(now.Values[2]) > Fallen;
            return new Outcome(Observation, 1, isTerminal, !isTerminal && now.Steps >= settings.Steps);
        }

        public override void Save(CheckpointWriter checkpoint) => checkpoint.Values(Part, now);

        public override void Load(CheckpointReader checkpoint) => now = checkpoint.Values<State>(Part);

        private float[] Observation => Array.ConvertAll(now.Values, value => (float)value);
    }

    private sealed record State(double[] Values, int Steps, long Episodes);
}
