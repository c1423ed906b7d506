using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Images [1, 16, 16] of one or two rectangles, bright or pale, with a box around each.</summary>
[Component("rectangles")]
public sealed record Rectangles : IDataset
{
    private const int Side = 16;

    /// <summary>The number of images.</summary>
    [Range(10, 100_000)]
    public int Count { get; init; } = 400;

    /// <inheritdoc/>
    public Meaning? Targets => new BoxesMeaning(["pale", "bright"]);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        float[][][] things = [.. Enumerable.Range(0, Count).Select(Things)];
        var pixels = new byte[Count * Side * Side];
        foreach (var (image, box) in things.SelectMany((boxes, image) => boxes.Select(box => (image, box))))
        {
            for (var row = (int)box[1]; row < box[3]; row++)
            {
                pixels.AsSpan((((image * Side) + row) * Side) + (int)box[0], (int)(box[2] - box[0])).Fill(box[4] == 1 ? (byte)250 : (byte)100);
            }
        }

        var places = tensor([.. things.SelectMany(boxes => boxes).SelectMany(box => box)], [things.Sum(boxes => boxes.Length), BoxesMeaning.Values]);
        var samples = new SampleTable(
            DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 1, Side, Side), FieldSpec.Asked("things", Targets!, -1, BoxesMeaning.Values)),
            new ResidentColumn(tensor(pixels, [Count, 1, Side, Side]), scale: 1.0 / byte.MaxValue),
            new RaggedColumn(new ResidentColumn(places), RaggedColumn.StartsOf(things.Select(boxes => boxes.Length)), padding: 0));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }

    /// <summary>The left half holds one thing, and every other image's right half a second.</summary>
    private static float[][] Things(int image) => [.. Enumerable.Range(0, 1 + (image % 2)).Select(half =>
    {
        int Draw(int what, int from, int to) =>
            from + (int)(Philox.Uniform(PhiloxKey.Of(0, "rectangles"), (ulong)image, 0, (uint)((10 * half) + what)) * (to - from + 1));
        var (width, height) = (Draw(0, 4, 7), Draw(1, 4, 7));
        var (left, top) = ((8 * half) + Draw(2, 0, 8 - width), Draw(3, 0, Side - height));
        return new float[] { left, top, left + width, top + height, Draw(4, 0, 1) };
    })];
}

/// <summary>A grid of cells over the image (Redmon et al. 2016): each says where the thing is whose middle lies in it, and what it is.</summary>
[Component("grid_detector")]
public sealed record GridDetector : IModel
{
    /// <summary>The side of a cell, in pixels.</summary>
    [Range(1, 1024)]
    public int Cell { get; init; } = 4;

    /// <summary>The channels of the hidden layers.</summary>
    [Range(1, 4096)]
    public int Width { get; init; } = 32;

    /// <inheritdoc/>
    public Network Build(DataSpec data) => new Detector(data.RequireImages("grid_detector").Channels, data.Target.Meaning.ClassNames.Count, Cell, Width);

    private sealed class Detector : nn.Module<Batch, Outputs>
    {
        private readonly int cell;
        private readonly Sequential layers;

        public Detector(long channels, long classes, int cell, long width)
            : base("grid_detector")
        {
            this.cell = cell;
            layers = nn.Sequential(
                ("cells", nn.Conv2d(channels, width, 3 * cell, stride: cell, padding: cell)),
                ("activation", nn.ReLU()),
                ("mixed", nn.Conv2d(width, width, 1)),
                ("activation1", nn.ReLU()),
                ("output", nn.Conv2d(width, 4 + classes, 1)));
            RegisterComponents();
        }

        /// <summary>Boxes as their middles, from that of the cell, and their sides, all in cells.</summary>
        public override Outputs forward(Batch batch)
        {
            var grid = layers.call(batch.Input).permute(0, 2, 3, 1);
            var (rows, columns) = (grid.shape[1], grid.shape[2]);
            Tensor Middles(long count) => arange(count, ScalarType.Float32, device: grid.device) + 0.5;
            var middle = stack([Middles(columns).view(1, columns).expand(rows, columns), Middles(rows).view(rows, 1).expand(rows, columns)], 2) + grid.narrow(3, 0, 2);
            var half = grid.narrow(3, 2, 2).exp() / 2;
            return new Outputs(new Dictionary<string, Tensor>
            {
                ["boxes"] = cat([middle - half, middle + half], 3).mul(cell).flatten(1, 2),
                ["scores"] = grid.narrow(3, 4, grid.shape[3] - 4).sigmoid().flatten(1, 2),
            });
        }
    }
}

/// <summary>
/// The cell in which the middle of a thing lies answers for it: the distance of its box, and whether each cell knows what is there, or that
/// nothing is. Things behind the last one of an image are padding and do not count.
/// </summary>
[Component("grid_detection")]
public sealed record GridDetection : ILoss
{
    /// <summary>What the distance of a box, in pixels, counts beside the classes.</summary>
    [Range(0, double.PositiveInfinity)]
    public double BoxWeight { get; init; } = 0.2;

    /// <inheritdoc/>
    public LossFunction Build(DataSpec data)
    {
        var (name, (_, height, width)) = (data.Target.Name, data.RequireImages("grid_detection"));
        return new LossFunction((outputs, batch) =>
        {
            var (boxes, scores, things, isThing) = (outputs["boxes"], outputs["scores"], batch[name], batch.Padding(name).logical_not());
            var side = Math.Sqrt((double)height * width / boxes.shape[1]);
            var middle = (things.narrow(2, 0, 2) + things.narrow(2, 2, 2)).div(2 * side).floor().to(ScalarType.Int64);
            var cell = (middle.select(2, 1) * (long)(width / side)) + middle.select(2, 0);
            var distance = (boxes.gather(1, cell.unsqueeze(2).expand(-1, -1, 4)) - things.narrow(2, 0, 4)).abs().mean([2L]);
            var classes = nn.functional.one_hot(things.select(2, 4).to(ScalarType.Int64), scores.shape[2]).to(scores.dtype).mul(isThing.unsqueeze(2));
            var wanted = zeros_like(scores).scatter_add_(1, cell.unsqueeze(2).expand(-1, -1, scores.shape[2]), classes).clamp_max(1);
            var boxLoss = distance.mul(isThing).sum() / isThing.sum().clamp_min(1);
            return (BoxWeight * boxLoss) + nn.functional.binary_cross_entropy(scores, wanted);
        });
    }
}

/// <summary>The part of the things that are found: a box of their class with a score above one half shares half of its area with theirs.</summary>
[Component("found")]
public sealed record Found : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data)
    {
        var name = data.Target.Name;
        return new MeanOverSamples((outputs, batch) =>
        {
            var things = batch[name];
            var overlaps = Overlaps(things.narrow(2, 0, 4).unsqueeze(2), outputs["boxes"].unsqueeze(1));
            var scores = outputs["scores"].transpose(1, 2).gather(1, things.select(2, 4).to(ScalarType.Int64).unsqueeze(2).expand(-1, -1, overlaps.shape[2]));
            return overlaps.gt(0.5).logical_and(scores.gt(0.5)).any(2)[batch.Padding(name).logical_not()];
        });
    }

    /// <summary>The area that two boxes share, as a part of the area that they cover together (intersection over union).</summary>
    private static Tensor Overlaps(Tensor one, Tensor other)
    {
        Tensor Area(Tensor from, Tensor to) => (to - from).clamp_min(0).prod(-1);
        var (oneFrom, oneTo, otherFrom, otherTo) = (one.narrow(-1, 0, 2), one.narrow(-1, 2, 2), other.narrow(-1, 0, 2), other.narrow(-1, 2, 2));
        var shared = Area(oneFrom.maximum(otherFrom), oneTo.minimum(otherTo));
        return shared / (Area(oneFrom, oneTo) + Area(otherFrom, otherTo) - shared);
    }
}
