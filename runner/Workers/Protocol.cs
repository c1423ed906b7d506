using System.Text.Json.Serialization;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Values;

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

/// <summary>Run an attempt.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Attempt">The folder of the attempt.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="ResumeFrom">The checkpoint to go on from, by its folder, or null.</param>
/// <param name="Limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
public sealed record TrainCommand(string Config, string Attempt, int Threads, string Data, string? ResumeFrom, Duration? Limit) : WorkerCommand;

/// <summary>Finish the step, save a checkpoint and end the attempt.</summary>
public sealed record StopCommand : WorkerCommand;

/// <summary>Take the first steps of an experiment and tell what they need.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="Memory">Bytes that training may take.</param>
public sealed record RehearseCommand(string Config, int Threads, string Data, long Memory) : WorkerCommand;

/// <summary>Open a trained model and do something with it.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
public abstract record ModelCommand(string Config, string Checkpoint, int Threads, string Data) : WorkerCommand;

/// <summary>Measure a trained model on a set.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="Split">The set: <c>test</c>.</param>
public sealed record EvaluateCommand(string Config, string Checkpoint, int Threads, string Data, string Split) : ModelCommand(Config, Checkpoint, Threads, Data);

/// <summary>Ask a trained model about the inputs of a file.</summary>
/// <param name="Config">The resolved config.</param>
/// <param name="Checkpoint">The checkpoint, by its folder.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Data">The folder of fetched data sets.</param>
/// <param name="File">The file or folder of inputs.</param>
public sealed record PredictCommand(string Config, string Checkpoint, int Threads, string Data, string File) : ModelCommand(Config, Checkpoint, Threads, Data);

/// <summary>Try libtorch, and tell what it is.</summary>
public sealed record ExamineCommand : WorkerCommand;

/// <summary>Compute the whole table of layers as training does and compare it with float64.</summary>
/// <param name="Device">Where: a name as in <c>train.device</c>.</param>
/// <param name="Threads">Threads inside operations.</param>
public sealed record CheckNumericsCommand(string Device, int Threads) : WorkerCommand;

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

/// <summary>New events are in the event file.</summary>
public sealed record ProgressMessage : WorkerMessage;

/// <summary>The attempt ended; all its events are on the disk.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, for a failure or an early end.</param>
/// <param name="BestStep">The step whose checkpoint was tested, or null.</param>
public sealed record EndedMessage(TrainingOutcome Outcome, string? Reason, long? BestStep) : WorkerMessage
{
    /// <summary>The time that the attempt spent in optimizer steps, in seconds, as far as it is known.</summary>
    public double StepSeconds { get; init; }
}

/// <summary>An experiment works.</summary>
/// <param name="Result">What it needs.</param>
public sealed record RehearsedMessage(RehearsalResult Result) : WorkerMessage;

/// <summary>A model was measured.</summary>
/// <param name="Metrics">Its metrics, by full name.</param>
public sealed record EvaluatedMessage(IReadOnlyDictionary<string, double> Metrics) : WorkerMessage;

/// <summary>A model was asked.</summary>
/// <param name="Predictions">Its answers, in the order of the inputs.</param>
public sealed record PredictedMessage(IReadOnlyList<Prediction> Predictions) : WorkerMessage;

/// <summary>What libtorch is.</summary>
/// <param name="Version">Its version, such as <c>2.10.0</c>.</param>
/// <param name="Gpus">The GPUs that it can compute on.</param>
public sealed record ExaminedMessage(string Version, int Gpus) : WorkerMessage;

/// <summary>How a table of layers compares with float64.</summary>
/// <param name="Device">Where it was computed.</param>
/// <param name="LibTorch">The version of libtorch.</param>
/// <param name="Layers">How many layers were compared.</param>
/// <param name="Verdict">What is wrong, one line a layer, and what is right only without oneDNN.</param>
public sealed record NumericsCheckedMessage(string Device, string LibTorch, int Layers, NumericsVerdict Verdict) : WorkerMessage;

/// <summary>A command could not be carried out.</summary>
/// <param name="Reason">Why.</param>
public sealed record RefusedMessage(string Reason) : WorkerMessage;

/// <summary>How runner and worker write to each other: one line of JSON a message.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    Converters = [typeof(TrainingOutcomeConverter)])]
[JsonSerializable(typeof(WorkerCommand))]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
