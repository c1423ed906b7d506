using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>A transformation of batches on their way to the model.</summary>
[Instead("leave it out: images come as tensors with values in [0, 1]", "ToTensor", "ToImage", "ToDtype", "ConvertImageDtype", "PILToTensor")]
[ComponentKind("augmentation")]
public interface IAugmentation
{
    /// <summary>Which splits it serves, or null for the default: every split when it draws nothing, else only training.</summary>
    IReadOnlyList<DataSplit>? On { get; }

    /// <summary>Whether the result depends on random draws.</summary>
    bool IsRandom { get; }

    /// <summary>What the fields of a batch are after this: the size of images may be another.</summary>
    /// <param name="data">What they are before.</param>
    DataSpec SpecAfter(DataSpec data) => data;

    /// <summary>Changes a batch: all fields that belong together by the same draw.</summary>
    /// <param name="batch">The batch; its tensors must not be changed in place.</param>
    /// <param name="draws">Random numbers for each sample of the batch, the same whatever the batch it comes in.</param>
    /// <returns>A batch whose tensors are owned by the current dispose scope.</returns>
    Batch Apply(Batch batch, SampleDraws draws);
}
