namespace ExperimentRunner.Components.Pruners;

/// <summary>The median of numbers that come one by one. A further one costs the logarithm of their count.</summary>
internal sealed class RunningMedian
{
    private readonly PriorityQueue<double, double> lower = new(Comparer<double>.Create((one, other) => other.CompareTo(one)));
    private readonly PriorityQueue<double, double> upper = new();

    /// <summary>How many numbers there are.</summary>
    internal int Count => lower.Count + upper.Count;

    /// <summary>The median; the mean of the two in the middle of an even count.</summary>
    internal double Value => lower.Count > upper.Count ? lower.Peek() : (lower.Peek() + upper.Peek()) / 2;

    /// <summary>Takes a number in.</summary>
    internal void Add(double number)
    {
        var largest = lower.EnqueueDequeue(number, number); // the largest of the lower half rises…
        upper.Enqueue(largest, largest);
        if (upper.Count > lower.Count)
        {
            var smallest = upper.Dequeue(); // …and where the halves are out of balance the smallest of the upper one sinks
            lower.Enqueue(smallest, smallest);
        }
    }
}
