namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The requests in the order of their arrival, and whoever waits for one.</summary>
internal sealed class RequestLog
{
    private readonly Lock guard = new();
    private readonly List<FakeRequest> requests = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly List<(string Path, int Count, TaskCompletionSource Arrived)> waiting = [];

    internal IReadOnlyList<FakeRequest> All
    {
        get
        {
            lock (guard)
            {
                return [.. requests];
            }
        }
    }

    internal FakeRequest Add(string method, string path)
    {
        lock (guard)
        {
            counts[path] = counts.GetValueOrDefault(path) + 1;
            var request = new FakeRequest(method, path, counts[path]);
            requests.Add(request);
            foreach (var (_, _, arrived) in waiting.Where(wanted => wanted.Path == path && wanted.Count <= request.Count))
            {
                arrived.TrySetResult();
            }

            return request;
        }
    }

    internal Task ArrivedAsync(string path, int count)
    {
        lock (guard)
        {
            if (counts.GetValueOrDefault(path) >= count)
            {
                return Task.CompletedTask;
            }

            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((path, count, arrived));
            return arrived.Task;
        }
    }
}
