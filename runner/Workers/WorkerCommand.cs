using System.Text.Json.Serialization;

namespace ExperimentRunner.Workers;

/// <summary>What a runner asks of a worker. The end of commands means: save a checkpoint and leave.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(TrainCommand), "train")]
[JsonDerivedType(typeof(StopCommand), "stop")]
[JsonDerivedType(typeof(EvaluateCommand), "evaluate")]
[JsonDerivedType(typeof(PredictCommand), "predict")]
[JsonDerivedType(typeof(RehearseCommand), "rehearse")]
[JsonDerivedType(typeof(ExamineCommand), "examine")]
[JsonDerivedType(typeof(CheckNumericsCommand), "check_numerics")]
public abstract record WorkerCommand;
