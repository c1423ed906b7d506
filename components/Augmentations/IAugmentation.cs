using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>A transformation of the inputs on their way to the model.</summary>
[Instead("leave it out: images come as tensors with values in [0, 1]", "ToTensor", "ToImage", "ToDtype", "ConvertImageDtype", "PILToTensor")]
[ComponentKind("augmentation")]
public interface IAugmentation
{
    /// <summary>Which splits it serves, or null for the default: every split when it draws nothing, else only training.</summary>
    IReadOnlyList<DataSplit>? On { get; }

    /// <summary>Whether the result depends on random draws.</summary>
    bool IsRandom { get; }

    /// <summary>The shape of an input after this.</summary>
    /// <param name="shape">The shape before, without the batch.</param>
    IReadOnlyList<long> ShapeAfter(IReadOnlyList<long> shape) => shape;

    /// <summary>Changes a batch.</summary>
    /// <param name="inputs">float32 [B, …]. Must not be changed in place.</param>
    /// <param name="draws">Random numbers for each sample of the batch, the same whatever the batch it comes in.</param>
    /// <returns>float32 [B, …], owned by the current dispose scope.</returns>
    Tensor Apply(Tensor inputs, SampleDraws draws);
}
