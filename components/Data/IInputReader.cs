namespace ExperimentRunner.Components.Data;

/// <summary>Reads inputs that are in no data set as a data set reads its own, for a trained model to answer.</summary>
public interface IInputReader
{
    /// <summary>Reads every input of a file or folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <returns>At least one input, before augmentation.</returns>
    /// <exception cref="InvalidDataException">It does not hold such inputs; the message names each place and what was expected.</exception>
    NewInputs Read(string path);
}
