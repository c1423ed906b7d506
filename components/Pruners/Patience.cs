using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Pruners;

/// <summary>Ends a trial whose objective has not improved for a while.</summary>
[Component("patience")]
public sealed record Patience : IPruner
{
    /// <summary>For how long the objective may stay without an improvement, in the unit of <c>train.duration</c>.</summary>
    public required Duration Wait { get; init; }

    /// <summary>By how much it must improve, in its own unit; at least 0.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MinDelta { get; init; }

    /// <inheritdoc/>
    public IJudge Begin(Duration training) => new PatienceJudge(Part.Of("wait", Wait, training), MinDelta);
}
