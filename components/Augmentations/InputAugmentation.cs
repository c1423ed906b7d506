using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// An augmentation that changes the values of images and moves nothing, so that what else belongs to a sample stays as it is. A data set
/// whose models are given one field only may have it changed whatever it is.
/// </summary>
public abstract record InputAugmentation : Augmentation
{
    /// <inheritdoc/>
    public sealed override DataSpec SpecAfter(DataSpec data) => Concerned(data).Aggregate(data, (changed, field) => changed.With(SpecAfter(field)));

    /// <inheritdoc/>
    public sealed override Batch Apply(Batch batch, SampleDraws draws)
    {
        foreach (var field in Concerned(batch.Spec))
        {
            batch = batch.With(field.Name, Apply(batch[field.Name], draws));
        }

        return batch;
    }

    /// <summary>What a field is after this.</summary>
    protected virtual FieldSpec SpecAfter(FieldSpec field) => field;

    /// <summary>Changes the values of a field.</summary>
    /// <param name="inputs">float32 [B, …]. Must not be changed in place.</param>
    /// <param name="draws">Random numbers for each sample of the batch.</param>
    /// <returns>float32 [B, …], owned by the current dispose scope.</returns>
    public abstract Tensor Apply(Tensor inputs, SampleDraws draws);

    private static FieldSpec[] Concerned(DataSpec data)
    {
        FieldSpec[] images = [.. data.Given.Where(field => field.Meaning is ImageMeaning)];
        return images.Length > 0 ? images : [data.Input];
    }
}
