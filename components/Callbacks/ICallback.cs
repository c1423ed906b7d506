using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>Something that watches training and may end it.</summary>
[ComponentKind("callback")]
public interface ICallback
{
    /// <summary>Whether it needs a metric to watch: an error at check where nothing is validated.</summary>
    bool NeedsMonitor => false;

    /// <summary>Starts watching a training.</summary>
    CallbackRun Build(MonitoredMetric? monitor);
}
