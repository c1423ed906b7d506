using ExperimentRunner.Components.Data.Columns;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>Boxes after a movement: the smallest upright boxes around their moved corners, cut at the borders of the image; those of which nothing is left are dropped.</summary>
internal static class MovedBoxes
{
    /// <summary>Moves boxes.</summary>
    /// <param name="boxes">float32 [B, things, 5]: left, upper, right, lower border and class; and how many things each image has.</param>
    /// <param name="movement">The movement of each image.</param>
    public static FieldValues Of(FieldValues boxes, Geometry movement)
    {
        var (samples, things) = (boxes.Values.shape[0], boxes.Values.shape[1]);
        var (left, top, right, bottom) = (boxes.Values.select(2, 0), boxes.Values.select(2, 1), boxes.Values.select(2, 2), boxes.Values.select(2, 3));
        var corners = stack([stack([left, top], 2), stack([right, top], 2), stack([left, bottom], 2), stack([right, bottom], 2)], 2);
        var moved = movement.Points(corners.reshape(samples, things * 4, 2)).reshape(samples, things, 4, 2);
        var (least, most) = (moved.amin([2]), moved.amax([2]));
        Tensor Inside(Tensor places, int axis, long size) => places.select(2, axis).clamp(0, size);
        var (x1, y1) = (Inside(least, 0, movement.Width), Inside(least, 1, movement.Height));
        var (x2, y2) = (Inside(most, 0, movement.Width), Inside(most, 1, movement.Height));
        var place = arange(things, device: boxes.Values.device).unsqueeze(0);
        var isLeft = place.lt(boxes.Lengths!.unsqueeze(1)).logical_and(x2.gt(x1)).logical_and(y2.gt(y1));
        var result = stack([x1, y1, x2, y2, boxes.Values.select(2, 4)], 2).mul(isLeft.unsqueeze(2));
        var order = place.add(isLeft.logical_not().to(ScalarType.Int64).mul(things)).argsort(1); // those that are left first, in their order
        return new FieldValues(result.gather(1, order.unsqueeze(2).expand(-1, -1, result.shape[2])), isLeft.sum(1));
    }
}
