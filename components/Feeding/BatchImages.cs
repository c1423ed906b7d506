using System.Globalization;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Events;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Feeding;

/// <summary>Turns a batch into images for people to look at.</summary>
public static class BatchImages
{
    /// <summary>How many samples are worth showing.</summary>
    public const int Most = 32;

    private const long LargestSide = 64; // pixels: they travel as an event
    private const int LongestLabel = 40;

    /// <summary>The images of a batch; none where its inputs are not gray or coloured images.</summary>
    /// <param name="batch">Inputs float32 [B, channels, height, width]. Channels with values outside [0, 1], as after normalising, are stretched to it.</param>
    /// <param name="data">Names the classes.</param>
    public static IReadOnlyList<LoggedImage> Of(Batch batch, DataSpec data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batch.Inputs.shape is not [var count, 1 or 3, _, _] || count == 0)
        {
            return [];
        }

        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        var bytes = Bytes(Small(batch.Inputs.narrow(0, 0, Math.Min(count, Most)).cpu()));
        var pixels = bytes.data<byte>().ToArray();
        var size = pixels.Length / (int)bytes.shape[0];
        return [.. Labels(batch.Targets, data, (int)bytes.shape[0]).Select((label, index) => new LoggedImage(
            label, (int)bytes.shape[1], (int)bytes.shape[2], (int)bytes.shape[3], pixels.AsMemory(index * size, size)))];
    }

    private static Tensor Small(Tensor images)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var scale = Math.Min(1, (double)LargestSide / Math.Max(height, width));
        return scale == 1 ? images : nn.functional.interpolate(images, [Math.Max(1, (long)(height * scale)), Math.Max(1, (long)(width * scale))], mode: InterpolationMode.Area);
    }

    private static Tensor Bytes(Tensor images)
    {
        var finite = images.nan_to_num(0, 0, 0);
        var (least, most) = (finite.amin([0, 2, 3], keepdim: true), finite.amax([0, 2, 3], keepdim: true));
        var isPicture = least.min().ToDouble() >= 0 && most.max().ToDouble() <= 1;
        var scaled = isPicture ? finite : finite.sub(least).div(most.sub(least).clamp(min: 1e-12));
        return scaled.mul(byte.MaxValue).round().clamp(byte.MinValue, byte.MaxValue).to(ScalarType.Byte).contiguous();
    }

    private static IEnumerable<string> Labels(Tensor targets, DataSpec data, int count)
    {
        using var local = targets.narrow(0, 0, count).cpu();
        return data.Classes is null
            ? [.. local.to(ScalarType.Float32).reshape(count, -1).select(1, 0).data<float>().Select(value => value.ToString("G4", CultureInfo.InvariantCulture))]
            : [.. local.data<long>().Select(index => NameOf(index, data))];
    }

    private static string NameOf(long index, DataSpec data)
    {
        var name = data.ClassNames.Count > index ? data.ClassNames[(int)index] : index.ToString(CultureInfo.InvariantCulture);
        return name.Length > LongestLabel ? name[..LongestLabel] : name;
    }
}
