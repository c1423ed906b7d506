using static TorchSharp.torch;

namespace ExperimentRunner.Components.Metrics;

/// <summary>
/// The logarithm of the odds p / (1 - p) that the softmax gives each class: its output less the logarithm of the sum of the others'
/// exponentials. Two samples have equal odds exactly where their differences of outputs are the same, whatever their order, and then
/// the results here are equal to the last bit: the softmax's own rounding depends on the order of the classes, and ends at 0 and 1.
/// </summary>
internal static class LogOdds
{
    /// <summary>The odds of all classes.</summary>
    /// <param name="outputs">Logits [B, classes].</param>
    /// <returns>float64 [B, classes] on the CPU.</returns>
    public static Tensor Of(Tensor outputs)
    {
        var (rows, classes) = (outputs.shape[0], (int)outputs.shape[1]);
        using var logits = outputs.to(ScalarType.Float64).cpu().contiguous();
        var values = logits.data<double>().ToArray();
        for (var start = 0; start < values.Length; start += classes)
        {
            Replace(values.AsSpan(start, classes));
        }

        return tensor(values, [rows, classes]);
    }

    private static void Replace(Span<double> row)
    {
        var order = new int[row.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        // In ascending order, so that every sum is taken in an order that the values alone decide.
        var sorted = row.ToArray();
        Array.Sort(sorted, order);
        var largest = sorted[^1];
        sorted = Array.ConvertAll(sorted, value => value - largest);
        var below = Sums(sorted);
        var above = Sums([.. sorted.Reverse()]);
        for (var (place, first) = (0, 0); place < sorted.Length; place++)
        {
            first = sorted[place] == sorted[first] ? first : place; // equal outputs have one result
            row[order[place]] = sorted[place] - Sum(below[first], above[sorted.Length - 1 - first]);
        }
    }

    /// <summary>The logarithm of the sum of the exponentials before each value.</summary>
    private static double[] Sums(double[] values)
    {
        var sums = new double[values.Length];
        sums[0] = double.NegativeInfinity;
        for (var index = 1; index < sums.Length; index++)
        {
            sums[index] = Sum(sums[index - 1], values[index - 1]);
        }

        return sums;
    }

    private static double Sum(double one, double other)
    {
        var (low, high) = one < other ? (one, other) : (other, one);
        return double.IsNegativeInfinity(low) ? high : high + double.LogP1(Math.Exp(low - high));
    }
}
