using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary><c>int</c> and <c>step</c>: finitely many numbers at equal distances.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Low">The first number.</param>
/// <param name="By">The distance.</param>
/// <param name="Steps">How many numbers there are.</param>
internal sealed record SteppedRange(SourceSpan Span, double Low, double By, long Steps) : ValueRange(Span)
{
    /// <inheritdoc/>
    public override long? Count => Steps;

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate) => Number((double)((decimal)Low + ((decimal)By * IndexAt(coordinate)))); // 0.1 + 0.2 is 0.3
}
