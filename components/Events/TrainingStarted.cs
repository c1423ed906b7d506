using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Components.Events;

/// <summary>Training starts, or goes on from a checkpoint.</summary>
/// <param name="Step">Optimizer steps already done: 0 for a fresh start.</param>
/// <param name="TotalSteps">Optimizer steps of the whole training.</param>
/// <param name="StepsPerEpoch">Optimizer steps of one pass over the data, or null for a source without length.</param>
/// <param name="Device">The device, as in <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Threads">Threads inside operations.</param>
/// <param name="Parameters">Trainable values of the model.</param>
/// <param name="Samples">Samples of each split; empty without a data set.</param>
/// <param name="DataDigest">SHA-256 of the data set's content, or null without a data set.</param>
/// <param name="LibTorch">Version of libtorch.</param>
/// <param name="InputShape">The shape of what the model takes, without the batch; null where a method has no such model.</param>
/// <param name="Outputs">How many values it gives for one input, or null likewise.</param>
public sealed record TrainingStarted(
    long Step,
    long TotalSteps,
    long? StepsPerEpoch,
    string Device,
    int Threads,
    long Parameters,
    IReadOnlyDictionary<string, long> Samples,
    string? DataDigest,
    string LibTorch,
    IReadOnlyList<long>? InputShape = null,
    int? Outputs = null) : TrainingEvent
{
    /// <summary>What the model takes and is asked for; null without a data set, and in runs from before fields had names.</summary>
    public IReadOnlyList<FieldSignature>? Fields { get; init; }

    /// <summary>What a person should know of the data, a line each; null where there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
