using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Training;

/// <summary>What is due after a step.</summary>
internal sealed class Cadences
{
    private readonly long log;
    private readonly long evaluate;
    private readonly long total;
    private readonly long? checkpointSteps;
    private readonly TimeSpan? checkpointTime;
    private readonly TimeProvider clock;
    private long lastCheckpoint;

    public Cadences(TrainSettings train, long? stepsPerEpoch, long totalSteps, TimeProvider clock)
    {
        total = totalSteps;
        log = train.LogEvery.ToSteps(stepsPerEpoch);
        evaluate = EvaluationInterval(train.EvaluateEvery, stepsPerEpoch);
        checkpointSteps = train.Checkpoint.Every.Training is { } every ? EvaluationInterval(every, stepsPerEpoch) : null;
        checkpointTime = train.Checkpoint.Every.Clock;
        this.clock = clock;
    }

    /// <summary>Whether a line of scalars is due.</summary>
    public bool Log(long step) => step % log == 0 || step == total;

    /// <summary>Whether an evaluation is due.</summary>
    public bool Evaluation(long step) => step % evaluate == 0 || step == total;

    /// <summary>Whether a checkpoint is due. By the clock too: saving never changes what is computed.</summary>
    public bool Checkpoint(long step) =>
        step == total || (checkpointSteps is { } every ? step % every == 0 : clock.GetElapsedTime(lastCheckpoint) >= checkpointTime);

    /// <summary>Starts the time to the next checkpoint.</summary>
    public void CheckpointSaved() => lastCheckpoint = clock.GetTimestamp();

    /// <summary>A source without length has no epochs: what happens every epoch by default then happens at the end only.</summary>
    private long EvaluationInterval(Duration every, long? stepsPerEpoch) =>
        every.Unit == DurationUnit.Epochs && stepsPerEpoch is null ? total : every.ToSteps(stepsPerEpoch);
}
