using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>An augmentation that moves pixels: images, masks and boxes of a sample move by the same draw.</summary>
public abstract record GeometricAugmentation : Augmentation
{
    /// <inheritdoc/>
    public override DataSpec SpecAfter(DataSpec data) => data.Fields.Aggregate(data, (changed, field) => changed.With(field switch
    {
        { Meaning: MaskMeaning, Shape: [var height, var width] } => field with { Shape = [SizeAfter(height, width).Height, SizeAfter(height, width).Width] },
        { Shape: [var channels, var height, var width] } when IsImage(data, field) => field with { Shape = [channels, SizeAfter(height, width).Height, SizeAfter(height, width).Width] },
        _ => field,
    }));

    /// <inheritdoc/>
    public override Batch Apply(Batch batch, SampleDraws draws)
    {
        var first = FirstImage(batch);
        var (_, height, width) = ImageSize(first, Component);
        var movement = Draw(height, width, draws, first.device);
        foreach (var field in batch.Spec.Fields.Where(field => field.Role != FieldRole.Kept))
        {
            batch = field.Meaning switch
            {
                MaskMeaning => batch.With(field.Name, Masks(batch[field.Name], movement)),
                BoxesMeaning => batch.With(field.Name, MovedBoxes.Of(batch.Values(field.Name), movement)),
                _ when IsImage(batch.Spec, field) => batch.With(field.Name, movement.Images(SameSize(batch[field.Name], field, height, width), isExact: false)),
                _ => batch,
            };
        }

        return batch;
    }

    /// <summary>The name of the component, for messages.</summary>
    protected abstract string Component { get; }

    /// <summary>Draws a movement for each sample.</summary>
    /// <param name="height">The rows of the images.</param>
    /// <param name="width">Their columns.</param>
    /// <param name="draws">Random numbers for each sample of the batch.</param>
    /// <param name="device">Where the images are.</param>
    protected abstract Geometry Draw(long height, long width, SampleDraws draws, Device device);

    /// <summary>The size of an image afterwards.</summary>
    protected virtual (long Height, long Width) SizeAfter(long height, long width) => (height, width);

    private static bool IsImage(DataSpec data, FieldSpec field) => field.Role == FieldRole.Given
        && (field.Meaning is ImageMeaning || !data.Given.Any(other => other.Meaning is ImageMeaning)) && field.Shape.Count == 3;

    private static Tensor FirstImage(Batch batch) =>
        batch.Spec.Fields.FirstOrDefault(field => IsImage(batch.Spec, field)) is { } image ? batch[image.Name] : batch.Input;

    private Tensor SameSize(Tensor images, FieldSpec field, long height, long width) => images.shape[2] == height && images.shape[3] == width ? images
        : throw new InvalidOperationException(
            $"'{Component}' moves all images of a sample alike, and those of the field '{field.Name}' are {images.shape[2]}×{images.shape[3]}, others {height}×{width}");

    /// <summary>Pixels that come from beyond the image have no known class: the classes count from 1 meanwhile.</summary>
    private static Tensor Masks(Tensor masks, Geometry movement)
    {
        var numbered = masks.unsqueeze(1).add(1).masked_fill(masks.eq(Meaning.Ignored).unsqueeze(1), 0).to(ScalarType.Float32);
        var moved = movement.Images(numbered, isExact: true).squeeze(1).round().to(ScalarType.Int64).sub(1);
        return moved.masked_fill(moved.lt(0), Meaning.Ignored);
    }
}
