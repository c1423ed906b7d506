using System.Text.Json.Serialization;

namespace ExperimentRunner.Workers;

/// <summary>What a worker tells its runner. Events do not go this way: they are in the event file, and a message only says so.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(ProgressMessage), "progress")]
[JsonDerivedType(typeof(EndedMessage), "ended")]
[JsonDerivedType(typeof(EvaluatedMessage), "evaluated")]
[JsonDerivedType(typeof(PredictedMessage), "predicted")]
[JsonDerivedType(typeof(RehearsedMessage), "rehearsed")]
[JsonDerivedType(typeof(ExaminedMessage), "examined")]
[JsonDerivedType(typeof(NumericsCheckedMessage), "numerics_checked")]
[JsonDerivedType(typeof(RefusedMessage), "refused")]
public abstract record WorkerMessage;
