namespace ExperimentRunner.Pictures;

/// <summary>A curve of so few points that it can be drawn, however many values come: then each point is the mean of several.</summary>
internal sealed class Curve
{
    internal const int Most = 2000;

    private const double Largest = 1e100; // what lies beyond has diverged, and is beyond the arithmetic of drawing

    private readonly List<(double X, double Y)> points = [];
    private (double X, double Y) sum;
    private int count;
    private int stride = 1;

    /// <summary>The points, at most <see cref="Most"/> and one.</summary>
    internal IReadOnlyList<(double X, double Y)> Points => count == 0 ? points : [.. points, (sum.X / count, sum.Y / count)];

    /// <summary>From where on no value is finite; null where the last one is.</summary>
    internal double? Lost { get; private set; }

    /// <summary>Adds a value; one that is not finite, or as good as infinite, is no point.</summary>
    internal void Add(double x, double y)
    {
        if (!(Math.Abs(y) <= Largest))
        {
            Lost ??= x;
            return;
        }

        Lost = null;
        sum = (sum.X + x, sum.Y + y);
        if (++count < stride)
        {
            return;
        }

        points.Add((sum.X / count, sum.Y / count));
        (sum, count) = (default, 0);
        if (points.Count == Most)
        {
            Halve();
        }
    }

    private void Halve()
    {
        for (var index = 0; index < Most / 2; index++)
        {
            var (first, second) = (points[2 * index], points[(2 * index) + 1]);
            points[index] = ((first.X + second.X) / 2, (first.Y + second.Y) / 2);
        }

        points.RemoveRange(Most / 2, Most / 2);
        stride *= 2;
    }
}
