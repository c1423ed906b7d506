using ExperimentRunner.Components.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary><see cref="Lbfgs"/> at work. TorchSharp's own is native and gives no access to its state, so it could not be resumed.</summary>
internal sealed class QuasiNewton : optim.Optimizer, IOptimizerState
{
    private readonly Lbfgs settings;
    private readonly Parameter[] weights;
    private readonly ParamGroup group;
    private readonly CurvatureHistory curvature;
    private Tensor? lastGradient;
    private Tensor? lastMove;

    public QuasiNewton(Lbfgs settings, ParameterGroup group)
        : base(IntPtr.Zero)
    {
        this.settings = settings;
        weights = [.. group.Parameters];
        this.group = new ParamGroup
        {
            Parameters = weights,
            Options = new OptimizerOptions { LearningRate = group.LearningRate, InitialLearningRate = group.LearningRate },
        };
        curvature = new CurvatureHistory(settings.History);
    }

    public override IEnumerable<optim.ILearningRateController> ParamGroups => [group];

    public override IEnumerable<Parameter> parameters() => weights;

    public override void zero_grad()
    {
        foreach (var weight in weights)
        {
            using var gradient = weight.grad;
            gradient?.zero_();
        }
    }

    /// <summary>Iterates on the loss that <paramref name="closure"/> evaluates with its gradients.</summary>
    /// <returns>The loss before the first iteration.</returns>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        var first = Evaluate(closure);
        var loss = first.ToDouble();
        for (var iteration = 1; LargestGradient() > settings.GradientTolerance; iteration++)
        {
            if (!Move() || iteration == settings.Iterations)
            {
                break;
            }

            var next = Evaluate(closure).ToDouble();
            if (!(Math.Abs(next - loss) >= settings.ChangeTolerance) || !(Largest(lastMove!) > settings.ChangeTolerance))
            {
                break;
            }

            loss = next;
        }

        return first.MoveToOuterDisposeScope();
    }

    public void Save(BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        writer.Write(lastGradient is not null);
        lastGradient?.Save(writer);
        lastMove?.Save(writer);
        curvature.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        if (reader.ReadBoolean())
        {
            using var scope = NewDisposeScope();
            Keep(ref lastGradient, TensorExtensionMethods.Load(reader).to(weights[0].device));
            Keep(ref lastMove, TensorExtensionMethods.Load(reader).to(weights[0].device));
        }

        curvature.Load(reader, weights[0].device);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        lastGradient?.Dispose();
        lastMove?.Dispose();
        curvature.Dispose();
    }

    private static Tensor Evaluate(Func<Tensor> closure)
    {
        using var withGradients = enable_grad();
        return closure().detach();
    }

    private static double Largest(Tensor values) => values.abs().max().ToDouble();

    private static void Keep(ref Tensor? kept, Tensor value)
    {
        kept?.Dispose();
        kept = value.DetachFromDisposeScope();
    }

    private double LargestGradient() => Largest(Gradient());

    private Tensor Gradient() => cat([.. weights.Select(weight => weight.grad is { } gradient ? gradient.reshape(-1) : zeros_like(weight).reshape(-1))]);

    /// <summary>Moves all weights once; false where the direction leads nowhere.</summary>
    private bool Move()
    {
        using var scope = NewDisposeScope();
        var gradient = Gradient();
        var size = group.LearningRate;
        if (lastGradient is null)
        {
            size *= Math.Min(1, 1 / gradient.abs().sum().ToDouble());
        }
        else
        {
            curvature.Add(lastMove!, gradient.sub(lastGradient));
        }

        var direction = curvature.Direction(gradient);
        var leads = direction.dot(gradient).ToDouble() <= -settings.ChangeTolerance;
        var move = direction.mul(leads ? size : 0); // what did not move teaches nothing of the curvature
        Keep(ref lastGradient, gradient.clone()); // of a single parameter it is a view of what the next evaluation overwrites
        Keep(ref lastMove, move);
        if (!leads)
        {
            return false;
        }

        var start = 0L;
        foreach (var weight in weights)
        {
            var count = weight.numel();
            weight.add_(move.narrow(0, start, count).view_as(weight));
            start += count;
        }

        return true;
    }
}
