using CsCheck;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

/// <summary>What belongs to an image moves with it: masks pixel by pixel, boxes with what is in them.</summary>
public sealed class MovementTests : TensorTest
{
    private const int Count = 8;
    private const int Height = 14;
    private const int Width = 18;
    private static readonly long[] Samples = [.. Enumerable.Range(0, Count).Select(sample => (long)sample)];

    /// <summary>Augmentations that move pixels, with arguments of all sizes, and whether images keep their values as masks do.</summary>
    private static Gen<(IAugmentation Augmentation, bool IsExact)> Movements { get; } = Gen.OneOf(
        Gen.Select(Gen.Int[0, 6], Gen.Int[4, 14].Nullable(), (padding, size) => ((IAugmentation)new RandomCrop { Padding = padding, Size = size }, true)),
        Gen.Double[0, 1].Select(probability => ((IAugmentation)new RandomHorizontalFlip { Probability = probability }, true)),
        Gen.Double[0, 180].Select(degrees => ((IAugmentation)new RandomRotation { Degrees = degrees, Interpolation = Interpolation.Nearest }, true)),
        Gen.Double[0, 180].Select(degrees => ((IAugmentation)new RandomRotation { Degrees = degrees }, false)),
        Gen.Int[6, 40].Select(size => ((IAugmentation)new Resize { Size = size }, false)),
        Gen.Select(Gen.Int[6, 30].Nullable(), Gen.Double[0.2, 0.9], Gen.Bool, (size, least, antialias) =>
            ((IAugmentation)new RandomResizedCrop { Size = size, Scale = [least, 1], Antialias = antialias }, false)));

    /// <summary>
    /// Images of classes from 1 on, in tiles, so that the value of a pixel is its class: wherever an image is moved without interpolation the
    /// mask says of each pixel what the image says, and that none is known where the image is empty.
    /// </summary>
    [Fact]
    public void A_mask_follows_its_image_pixel_by_pixel()
    {
        var compared = 0L;
        Gen.Select(Movements, Gen.Long).Sample((movement, seed) =>
        {
            using var scope = NewDisposeScope();
            var masks = randint(3, [Count, 4, 4], ScalarType.Int64, generator: new Generator((ulong)seed))
                .repeat_interleave(6, 1).repeat_interleave(6, 2).narrow(1, 2, Height).narrow(2, 1, Width);
            var (image, mask) = Moved(movement.Augmentation, seed, masks.add(1).to(ScalarType.Float32).unsqueeze(1), masks);
            image.shape[2..].Should().Equal(mask.shape[1..]);
            var shown = where(mask.eq(Meaning.Ignored), 0, mask + 1);
            var deviation = (image.squeeze(1) - shown).abs();
            if (movement.IsExact)
            {
                deviation.max().item<float>().Should().Be(0, "{0}", movement.Augmentation);
            }
            else
            {
                // Between tiles an image is interpolated, and a mask is not: in the midst of a tile, where neighbours agree, both must agree.
                var isInside = IsAlike(shown, 1 + (int)Math.Ceiling(PixelSize(movement.Augmentation) / 2));
                deviation.mul(isInside).max().item<float>().Should().BeLessThan(1e-3f, "{0}", movement.Augmentation);
                Interlocked.Add(ref compared, isInside.sum().item<long>());
            }
        }, iter: 200);

        compared.Should().BeGreaterThan(10_000);
    }

    /// <summary>The pixels of a thing are those in its box, but for what interpolation leaves of it at its borders.</summary>
    [Fact]
    public void Boxes_follow_what_is_in_them() => Gen.Select(Movements, Gen.Long).Sample((movement, seed) =>
    {
        using var scope = NewDisposeScope();
        var (image, boxes) = Things(seed);
        var (moved, after) = MovedBoxes(movement.Augmentation, seed, image, boxes);
        var isTurned = movement.Augmentation is RandomRotation;
        for (var sample = 0; sample < Count; sample++)
        {
            var left = Enumerable.Range(0, (int)after.Lengths![sample].item<long>()).ToDictionary(
                thing => (int)after.Values[sample, thing, 4].item<float>(), thing => after.Values[sample, thing].narrow(0, 0, 4).data<float>().ToArray());
            for (var thing = 0; thing < 2; thing++)
            {
                var found = Extent(moved[sample, thing]);
                if (found is { } seen && Area(seen) > 0)
                {
                    left.Should().ContainKey(thing, "{0} leaves some of it in the image", movement.Augmentation);
                    var box = left[thing];
                    var pixel = PixelSize(movement.Augmentation) + 1;
                    var why = $"{movement.Augmentation}: seen {string.Join(' ', seen)}, box {string.Join(' ', box)}";
                    seen.Zip(box).Should().OnlyContain(pair => isTurned || Math.Abs(pair.First - pair.Second) <= pixel, why);
                    (seen[0] >= box[0] - pixel && seen[1] >= box[1] - pixel && seen[2] <= box[2] + pixel && seen[3] <= box[3] + pixel).Should().BeTrue(why);
                }
            }
        }
    }, iter: 200);

    [Fact]
    public void A_box_that_leaves_the_image_is_dropped_and_the_others_stay_in_order()
    {
        var boxes = tensor([0f, 0, 2, 2, 0, 10, 6, 12, 8, 1, 8, 6, 9, 7, 0], [1, 3, 5]);
        var batch = new Batch(
            DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 1, Height, Width), FieldSpec.Asked("things", new BoxesMeaning(["a", "b"]), -1, 5)),
            new FieldValues(zeros([1, 1, Height, Width])), new FieldValues(boxes, tensor([3L])));
        var window = new RandomResizedCrop { Scale = [0.2, 0.2], Ratio = [1, 1], Size = 7 };
        var key = PhiloxKey.Of(0, "augmentation.0");
        var cropped = Enumerable.Range(0, 50).Select(sample => window.Apply(batch, new SampleDraws(key, 0, [sample])).Values("things"))
            .First(things => things.Lengths![0].item<long>() == 2);
        var classes = cropped.Values[0].select(1, 4).data<float>().ToArray();
        classes[..2].Should().Equal(1, 0);
        cropped.Values[0, 2].data<float>().ToArray().Should().OnlyContain(value => value == 0, "what is dropped is padding");
    }

    [Fact]
    public void The_specification_says_the_size_after_a_movement_for_images_and_masks()
    {
        var data = DataSpec.Of(
            FieldSpec.Given("image", new ImageMeaning(), 3, Height, Width), FieldSpec.Asked("mask", new MaskMeaning(["a", "b"]), Height, Width));
        var after = new Resize { Size = 9 }.SpecAfter(data);
        after["image"].Shape.Should().Equal(3, 9, 9);
        after["mask"].Shape.Should().Equal(9, 9);
    }

    private static (Tensor Image, Tensor Mask) Moved(IAugmentation augmentation, long seed, Tensor images, Tensor masks)
    {
        var batch = new Batch(
            DataSpec.Of(
                FieldSpec.Given("image", new ImageMeaning(), 1, Height, Width),
                FieldSpec.Asked("mask", new MaskMeaning(["a", "b", "c"]), Height, Width)),
            new FieldValues(images), new FieldValues(masks));
        var moved = augmentation.Apply(batch, Draws(seed));
        return (moved["image"], moved["mask"]);
    }

    private static (Tensor Image, FieldValues Boxes) MovedBoxes(IAugmentation augmentation, long seed, Tensor images, Tensor boxes)
    {
        var batch = new Batch(
            DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 2, Height, Width), FieldSpec.Asked("things", new BoxesMeaning(["a", "b"]), -1, 5)),
            new FieldValues(images), new FieldValues(boxes, full([Count], 2L, dtype: ScalarType.Int64)));
        var moved = augmentation.Apply(batch, Draws(seed));
        return (moved["image"], moved.Values("things"));
    }

    /// <summary>Images [Count, 2, …] with a rectangle in each channel, and the two boxes of each image: the class of a box is its channel.</summary>
    private static (Tensor Images, Tensor Boxes) Things(long seed)
    {
        var (images, boxes) = (zeros([Count, 2, Height, Width]), zeros([Count, 2, 5]));
        for (var place = 0; place < 2 * Count; place++)
        {
            int Draw(uint draw, int from, int to) => from + (int)(Philox.Uniform(PhiloxKey.Of(seed, "things"), (ulong)place, 0, draw) * (to - from + 1));
            var (sample, thing, width, height) = (place / 2, place % 2, Draw(0, 3, 8), Draw(1, 3, 8));
            var (left, top) = (Draw(2, 0, Width - width), Draw(3, 0, Height - height));
            images[sample, thing].narrow(0, top, height).narrow(1, left, width).fill_(1);
            boxes[sample, thing] = tensor(new float[] { left, top, left + width, top + height, thing });
        }

        return (images, boxes);
    }

    /// <summary>Left, upper, right and lower border of the pixels that are at least half a thing's, or null where there are none.</summary>
    private static double[]? Extent(Tensor channel)
    {
        var pixels = channel.gt(0.5).nonzero();
        if (pixels.shape[0] == 0)
        {
            return null;
        }

        var (rows, columns) = (pixels.select(1, 0), pixels.select(1, 1));
        return [columns.min().item<long>(), rows.min().item<long>(), columns.max().item<long>() + 1, rows.max().item<long>() + 1];
    }

    private static double Area(double[] box) => (box[2] - box[0]) * (box[3] - box[1]);

    /// <summary>How many pixels of the result one of the image becomes, at most.</summary>
    private static double PixelSize(IAugmentation augmentation) => augmentation switch
    {
        Resize { Size: var size } => (double)size / Height,
        RandomResizedCrop { Size: var size, Scale: var scale } => Math.Max(1, (size ?? Width) / Math.Sqrt(Height * Width * scale[0] * 0.5)),
        _ => 1,
    };

    /// <summary>Which pixels have the value of all pixels up to a distance from them, and none beyond the image.</summary>
    private static Tensor IsAlike(Tensor values, int distance)
    {
        long[] window = [(2 * distance) + 1, (2 * distance) + 1];
        var padded = nn.functional.pad(values.to(ScalarType.Float32).unsqueeze(1), [distance, distance, distance, distance], value: -1);
        return nn.functional.max_pool2d(padded, window, [1, 1]).eq(nn.functional.max_pool2d(padded.neg(), window, [1, 1]).neg()).squeeze(1);
    }

    private static SampleDraws Draws(long seed) => new(PhiloxKey.Of(seed, "augmentation.0"), epoch: 0, Samples);
}
