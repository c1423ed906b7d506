namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The state of an optimizer that is none of TorchSharp's own: what an optimizer of a plug-in implements to be resumed.</summary>
public interface IOptimizerState
{
    /// <summary>Writes the whole state.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote, onto the parameters' device.</summary>
    void Load(BinaryReader reader);
}
