namespace ExperimentRunner.Components.Events;

/// <summary>Where training reports what happens. One writer; called from the training thread only.</summary>
public interface IEventSink
{
    /// <summary>Adds an event. Does not wait for the disk.</summary>
    void Write(TrainingEvent trainingEvent);

    /// <summary>Makes all events so far durable.</summary>
    /// <returns>The length of the event file in bytes: a checkpoint remembers it, so that events after it can be left out on resume.</returns>
    long Commit();
}
