using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>
/// Tells a web hook how a run ended: an HTTP POST with a JSON body that holds <c>text</c> (a sentence, as chat programs show it),
/// <c>name</c>, <c>trial</c>, <c>outcome</c>, <c>reason</c>, <c>step</c>, <c>metrics</c>, <c>folder</c> and <c>host</c>. Sent by the
/// runner, three times at most; if no try succeeds, a warning says so and nothing else changes. It is not part of a run's identity.
/// </summary>
[Component("notify")]
[NotIdentity]
public sealed record Notify : ICallback
{
    /// <summary>The address, from the environment: whoever knows it can write there.</summary>
    public required Secret Url { get; init; }

    /// <summary>Which ends send a message.</summary>
    [Length(1, int.MaxValue)]
    public IReadOnlyList<NotifyOn> On { get; init; } = [NotifyOn.Finished, NotifyOn.Failed];

    /// <inheritdoc/>
    public bool IsForRunner => true;

    /// <inheritdoc/>
    public Watcher Build(MonitoredMetric? monitor) => new Run();

    private sealed class Run : Watcher
    {
        public override void OnScalars(ScalarsLogged scalars, TrainingControl control)
        {
        }
    }
}
