using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Tracking.Events;

/// <summary>Takes secrets out of what training says in its own words: why it ended. A component that reads a secret may name it there.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="mask">Knows the secrets.</param>
public sealed class MaskedEvents(IEventSink events, SecretMask mask) : IEventSink
{
    /// <inheritdoc/>
    public void Write(TrainingEvent trainingEvent) =>
        events.Write(trainingEvent is TrainingEnded { Reason: { } reason } ended ? ended with { Reason = mask.Apply(reason) } : trainingEvent);

    /// <inheritdoc/>
    public long Commit() => events.Commit();
}
