using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>An observer of training that may end it.</summary>
[ComponentKind("callback")]
public interface ICallback
{
    /// <summary>Whether it needs a metric to watch: an error at check where nothing is validated.</summary>
    bool NeedsMonitor => false;

    /// <summary>Whether the runner serves it, outside of training: it has no state and no part in a checkpoint.</summary>
    bool IsForRunner => false;

    /// <summary>Starts watching a training.</summary>
    Watcher Build(MonitoredMetric? monitor);
}
