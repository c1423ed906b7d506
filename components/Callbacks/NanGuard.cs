using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>Ends training as failed when a logged figure, of training or of an evaluation, is NaN or infinite.</summary>
[Synonyms("terminate_on_nan", "detect_anomaly")]
[Component("nan_guard")]
public sealed record NanGuard : ICallback
{
    /// <inheritdoc/>
    public Watcher Build(MonitoredMetric? monitor) => new Run();

    private sealed class Run : Watcher
    {
        public override void OnScalars(ScalarsLogged scalars, TrainingControl control)
        {
            if (NotFiniteException.In(scalars) is { } diverged)
            {
                throw diverged;
            }
        }
    }
}
