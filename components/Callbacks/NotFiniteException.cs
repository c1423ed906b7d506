using System.Globalization;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>A logged figure is not a finite number: training has diverged.</summary>
/// <param name="name">The figure's full name, such as <c>train/loss</c>.</param>
/// <param name="value">NaN or an infinity.</param>
/// <param name="step">Optimizer steps done.</param>
public sealed class NotFiniteException(string name, double value, long step) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"{name} is {value} at step {step}: training has diverged; a lower optimizer.lr, a warm-up or train.clip_norm may help"))
{
    /// <summary>The figure's full name.</summary>
    public string Name { get; } = name;

    /// <summary>The first figure of a line that is not a finite number; null where all are.</summary>
    public static NotFiniteException? In(ScalarsLogged scalars) => scalars.Values.Where(figure => !double.IsFinite(figure.Value))
        .Select(figure => new NotFiniteException(figure.Key, figure.Value, scalars.Step)).FirstOrDefault();

    /// <summary>Optimizer steps done.</summary>
    public long Step { get; } = step;
}
