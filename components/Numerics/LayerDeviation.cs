namespace ExperimentRunner.Components.Numerics;

/// <summary>
/// How far a layer is from the same in float64: the largest difference, divided by the largest value of the reference. Infinite where it is no number.
/// </summary>
/// <param name="Forward">Of the output.</param>
/// <param name="ByInput">Of the gradient by the input.</param>
/// <param name="ByWeights">Of the gradients by the weights; the largest of them.</param>
public sealed record LayerDeviation(double Forward, double ByInput, double ByWeights)
{
    /// <summary>The largest of all.</summary>
    public double Largest => Math.Max(Forward, Math.Max(ByInput, ByWeights));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"forward {Forward:G2}, gradient by the input {ByInput:G2}, by the weights {ByWeights:G2}");
}
