namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>Rules by which requests go wrong. Several that fit one request act one inside the other, the first outermost.</summary>
internal sealed class Faults
{
    private readonly Lock guard = new();
    private readonly List<(Func<FakeRequest, bool> Fits, Fault Fault)> rules = [];

    /// <summary>Lets the first requests of a path go wrong that arrive from now on.</summary>
    /// <param name="path">A path such as <c>runs/log-batch</c>; also of what lies below it.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many.</param>
    internal void First(string path, Fault fault, int times = 1)
    {
        var left = times;
        Add(request => IsBelow(request, path) && left-- > 0, fault);
    }

    /// <summary>Lets every request of a path go wrong.</summary>
    internal void Always(string path, Fault fault) => Add(request => IsBelow(request, path), fault);

    /// <summary>Lets requests go wrong.</summary>
    /// <param name="fits">Which; asked once for each request, by one at a time.</param>
    /// <param name="fault">What goes wrong.</param>
    internal void Add(Func<FakeRequest, bool> fits, Fault fault)
    {
        lock (guard)
        {
            rules.Add((fits, fault));
        }
    }

    /// <summary>From now on all goes well.</summary>
    internal void Clear()
    {
        lock (guard)
        {
            rules.Clear();
        }
    }

    internal IReadOnlyList<Fault> Of(FakeRequest request)
    {
        lock (guard)
        {
            return [.. rules.Where(rule => rule.Fits(request)).Select(rule => rule.Fault)];
        }
    }

    private static bool IsBelow(FakeRequest request, string path) =>
        request.Path == path || request.Path.StartsWith(path + "/", StringComparison.Ordinal);
}
