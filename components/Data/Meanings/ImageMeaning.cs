using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>Images, float32 [channels, height, width], with values in [0, 1] unless they were normalised. Kept as bytes.</summary>
public sealed record ImageMeaning : Meaning
{
    /// <summary>What was subtracted from each channel, or from all; empty where nothing was.</summary>
    public IReadOnlyList<double> Means { get; init; } = [];

    /// <summary>What each channel, or all, was divided by.</summary>
    public IReadOnlyList<double> Deviations { get; init; } = [];

    /// <summary>Whether the data set scales its images to one size, and so those that a trained model is asked about.</summary>
    public bool IsScaled { get; init; }

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Float32;

    /// <inheritdoc/>
    public override Tensor InOwnUnits(Tensor values) => Means.Count == 0 ? values : values.mul(PerChannel(Deviations, values)).add(PerChannel(Means, values));

    /// <summary>Numbers for each channel, or one for all, so that they fit values [B, channels, …].</summary>
    public static Tensor PerChannel(IReadOnlyList<double> numbers, Tensor values)
    {
        long[] shape = [1, numbers.Count, .. Enumerable.Repeat(1L, (int)values.dim() - 2)];
        return tensor(numbers.Select(value => (float)value).ToArray(), shape, device: values.device);
    }

    /// <inheritdoc/>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        if (values.Values.shape is not [_, 1 or 3, var height, var width] || views.All(view => view.Picture is not null))
        {
            return; // two channels are neither gray nor colour
        }

        var scale = Math.Min(1, (double)ViewPicture.LargestSide / Math.Max(height, width));
        var bytes = Bytes(Small(InOwnUnits(values.Values), scale));
        var (pixels, size) = (bytes.data<byte>().ToArray(), (int)(bytes.numel() / bytes.shape[0]));
        foreach (var (index, view) in views.Index())
        {
            view.Picture ??= new ViewPicture((int)bytes.shape[1], (int)bytes.shape[2], (int)bytes.shape[3], pixels[(index * size)..((index + 1) * size)], scale);
        }
    }

    /// <inheritdoc/>
    public override NewValues Read(FieldSpec field, string path) => field.Shape is [1 or 3, var height, var width] && !RowInputs.IsTable(path)
        ? new ImageInputs((int)field.Shape[0], (int)height, (int)width, IsScaled).Read(path)
        : RowInputs.Read(field, path);

    /// <inheritdoc/>
    public override Column ReadCells(FieldSpec field, IReadOnlyList<string> cells, string folder)
    {
        using var scope = NewDisposeScope();
        var images = new List<Tensor>();
        foreach (var cell in cells)
        {
            using var column = Read(field, Path.Combine(folder, cell)).Column;
            images.Add(column.Fetch(Rows.Of(0)).Values);
        }

        return new ResidentColumn(cat(images));
    }

    private static Tensor Small(Tensor images, double scale)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        return scale == 1 ? images : nn.functional.interpolate(images, [Math.Max(1, (long)(height * scale)), Math.Max(1, (long)(width * scale))], mode: InterpolationMode.Area);
    }

    /// <summary>Channels with values outside [0, 1] are stretched to it.</summary>
    private Tensor Bytes(Tensor images)
    {
        var finite = images.nan_to_num(0, 0, 0);
        var (least, most) = (finite.amin([0, 2, 3], keepdim: true), finite.amax([0, 2, 3], keepdim: true));
        var isPicture = Means.Count > 0 || (least.min().ToDouble() >= 0 && most.max().ToDouble() <= 1);
        var scaled = isPicture ? finite : finite.sub(least).div(most.sub(least).clamp(min: 1e-12));
        return scaled.mul(byte.MaxValue).round().clamp(byte.MinValue, byte.MaxValue).to(ScalarType.Byte).contiguous();
    }
}
