using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Registry.Components;

namespace SamplePlugin;

/// <summary>After t steps the learning rate is multiplied with 1/√(1 + t/s) (as in Vaswani et al. 2017, section 5.3, without warm-up).</summary>
[Component("inverse_square_root")]
public sealed record InverseSquareRoot : ISchedule
{
    /// <summary>The scale s, in optimizer steps.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Scale { get; init; } = 100;

    /// <inheritdoc/>
    public double FactorAt(TrainingProgress progress) => 1 / Math.Sqrt(1 + ((double)progress.Step / Scale));
}
