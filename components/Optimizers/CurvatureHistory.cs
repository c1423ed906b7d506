using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The last differences of weights, s, and of gradients, y, from which L-BFGS approximates the inverse Hessian.</summary>
/// <param name="limit">How many pairs to remember.</param>
internal sealed class CurvatureHistory(int limit) : IDisposable
{
    private const double SmallestCurvature = 1e-10;
    private readonly List<(Tensor Move, Tensor Change, double Curvature)> pairs = [];

    /// <summary>Remembers a pair, unless the loss is not convex along it.</summary>
    /// <param name="move">The difference of weights, [N]; copied.</param>
    /// <param name="change">The difference of gradients, [N].</param>
    public void Add(Tensor move, Tensor change)
    {
        var curvature = move.dot(change).ToDouble();
        if (!(curvature > SmallestCurvature))
        {
            return;
        }

        if (pairs.Count == limit)
        {
            Free(pairs[0]);
            pairs.RemoveAt(0);
        }

        pairs.Add((move.clone().DetachFromDisposeScope(), change.DetachFromDisposeScope(), curvature));
    }

    /// <summary>The direction of descent: minus the approximate inverse Hessian times the gradient, by two passes over the pairs.</summary>
    /// <param name="gradient">[N].</param>
    public Tensor Direction(Tensor gradient)
    {
        var direction = gradient.neg();
        var factors = new double[pairs.Count];
        for (var index = pairs.Count - 1; index >= 0; index--)
        {
            var (move, change, curvature) = pairs[index];
            factors[index] = move.dot(direction).ToDouble() / curvature;
            direction.add_(change, alpha: -factors[index]);
        }

        if (pairs is [.., var newest])
        {
            direction.mul_(newest.Curvature / newest.Change.dot(newest.Change).ToDouble());
        }

        for (var index = 0; index < pairs.Count; index++)
        {
            var (move, change, curvature) = pairs[index];
            direction.add_(move, alpha: factors[index] - (change.dot(direction).ToDouble() / curvature));
        }

        return direction;
    }

    /// <summary>Writes all pairs.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(pairs.Count);
        foreach (var (move, change, curvature) in pairs)
        {
            writer.Write(curvature);
            move.Save(writer);
            change.Save(writer);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, onto a device.</summary>
    public void Load(BinaryReader reader, Device device)
    {
        Dispose();
        using var scope = NewDisposeScope();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var curvature = reader.ReadDouble();
            Tensor Read() => TensorExtensionMethods.Load(reader).to(device).DetachFromDisposeScope();
            pairs.Add((Read(), Read(), curvature));
        }
    }

    /// <summary>Forgets all pairs.</summary>
    public void Dispose()
    {
        pairs.ForEach(Free);
        pairs.Clear();
    }

    private static void Free((Tensor Move, Tensor Change, double Curvature) pair)
    {
        pair.Move.Dispose();
        pair.Change.Dispose();
    }
}
