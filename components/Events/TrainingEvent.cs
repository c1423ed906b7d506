using System.Text.Json.Serialization;

namespace ExperimentRunner.Components.Events;

/// <summary>Something that happened while training: one line of <c>events.jsonl</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TrainingStarted), "started")]
[JsonDerivedType(typeof(ScalarsLogged), "scalars")]
[JsonDerivedType(typeof(TableLogged), "table")]
[JsonDerivedType(typeof(ImagesLogged), "images")]
[JsonDerivedType(typeof(TextsLogged), "texts")]
[JsonDerivedType(typeof(AudioLogged), "audio")]
[JsonDerivedType(typeof(HistogramLogged), "histogram")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpoint")]
[JsonDerivedType(typeof(TrainingEnded), "ended")]
[JsonDerivedType(typeof(SystemSampled), "system")]
public abstract record TrainingEvent
{
    /// <summary>When, in UTC. Set by the sink. Not part of what must repeat.</summary>
    public DateTimeOffset Time { get; init; }
}
