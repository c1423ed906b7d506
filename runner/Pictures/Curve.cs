namespace ExperimentRunner.Pictures;

/// <summary>A curve of so few points that it can be drawn, however many values come: then each point is the mean of several.</summary>
internal sealed class Curve
{
    internal const int Most = 2000;

    private readonly List<(double X, double Y)> points = [];
    private (double X, double Y) sum;
    private int count;
    private int stride = 1;

    /// <summary>The points, at most <see cref="Most"/> and one.</summary>
    internal IReadOnlyList<(double X, double Y)> Points => count == 0 ? points : [.. points, (sum.X / count, sum.Y / count)];

    /// <summary>Adds a value; one that is not finite leaves no trace.</summary>
    internal void Add(double x, double y)
    {
        if (!double.IsFinite(y))
        {
            return;
        }

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
