namespace ExperimentRunner.Components.Checkpoints;

/// <summary>Something whose state must survive a crash for training to go on bit for bit as if nothing had happened.</summary>
public interface ICheckpointed
{
    /// <summary>Adds the whole state to a checkpoint.</summary>
    void Save(CheckpointWriter checkpoint);

    /// <summary>Takes the state back from a checkpoint that <see cref="Save"/> wrote.</summary>
    void Load(CheckpointReader checkpoint);
}
