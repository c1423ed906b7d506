namespace ExperimentRunner.Components.Sweeps;

/// <summary>What is done with a trial for which the device's memory does not suffice.</summary>
public enum OutOfMemoryPolicy
{
    /// <summary>It has failed.</summary>
    Fail,

    /// <summary>It goes on with batches in twice as many parts (<c>train.accumulate</c>): the batch of an optimizer step stays as it was.</summary>
    HalveBatch,
}
