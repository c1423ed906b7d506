using System.Reflection;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Metrics;

/// <summary>A figure of merit over a whole evaluation set.</summary>
[ComponentKind("metric")]
public interface IMetric
{
    /// <summary>The name of its results, without the split: the component's name unless arguments tell two of them apart.</summary>
    string Name => GetType().GetCustomAttribute<ComponentAttribute>()!.Name;

    /// <summary>Which way is better, or null for a metric that does not rank, such as a table.</summary>
    Direction? Better { get; }

    /// <summary>Why this does not work with such targets, in words that name the component; null where it does, or where that is not known yet. No tensors here.</summary>
    string? Misfit(Meaning targets) => null;

    /// <summary>Builds an empty accumulator for one evaluation.</summary>
    MetricAccumulator Build(DataSpec data);
}
