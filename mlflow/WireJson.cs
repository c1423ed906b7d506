using System.Text.Json.Serialization;

namespace MLflow.Client;

/// <summary>How requests and answers are written: snake case, NaN and infinities as strings, since a server drops a bare NaN and all after it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ExperimentAnswer))]
[JsonSerializable(typeof(CreateExperiment))]
[JsonSerializable(typeof(CreatedExperiment))]
[JsonSerializable(typeof(SetExperimentTag))]
[JsonSerializable(typeof(CreateRun))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(UpdateRun))]
[JsonSerializable(typeof(SearchRuns))]
[JsonSerializable(typeof(FoundRuns))]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(LogInputs))]
[JsonSerializable(typeof(LogOutputs))]
[JsonSerializable(typeof(OutputsAnswer))]
[JsonSerializable(typeof(MetricHistory))]
[JsonSerializable(typeof(FoundArtifacts))]
[JsonSerializable(typeof(NewLoggedModel))]
[JsonSerializable(typeof(LoggedModelAnswer))]
[JsonSerializable(typeof(FinalizeModel))]
[JsonSerializable(typeof(SearchModels))]
[JsonSerializable(typeof(FoundModels))]
[JsonSerializable(typeof(CreateRegisteredModel))]
[JsonSerializable(typeof(CreateModelVersion))]
[JsonSerializable(typeof(ModelVersionAnswer))]
internal sealed partial class WireJson : JsonSerializerContext;
