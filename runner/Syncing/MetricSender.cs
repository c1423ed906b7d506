using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Sends metrics so that each is on the server once, whenever the runner is killed and whatever becomes of an answer.</summary>
/// <param name="client">The server.</param>
/// <param name="file">Keeps what is being sent.</param>
internal sealed class MetricSender(MlflowClient client, SyncFile file)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Sends what was being sent when the runner was killed, or when an answer was lost: as much of it as is not there.</summary>
    internal async Task<SyncRecord> SettleAsync(SyncRecord record, CancellationToken cancellation)
    {
        if (record.Pending.Count == 0)
        {
            return record;
        }

        await Task.Delay(Settling, cancellation); // a request whose sender was killed may still be at work there
        var missing = await MissingAsync(record.Run!, record.Pending, cancellation);
        await SendAsync(record.Run!, missing, cancellation);
        return Settled(record);
    }

    /// <summary>Keeps metrics as about to be sent.</summary>
    /// <param name="record">What the server has, with the cursors behind these metrics.</param>
    /// <param name="metrics">The metrics; those of steps that were sent before are left out.</param>
    internal SyncRecord Stage(SyncRecord record, IEnumerable<Metric> metrics)
    {
        var steps = new Dictionary<string, long>(record.Steps, StringComparer.Ordinal);
        var staged = record with { Pending = [.. metrics.Where(metric => IsNew(metric, steps))], Steps = steps };
        file.Write(staged);
        return staged;
    }

    /// <summary>Sends what was just staged.</summary>
    internal async Task<SyncRecord> SendAsync(SyncRecord record, CancellationToken cancellation)
    {
        await SendAsync(record.Run!, record.Pending, cancellation);
        return Settled(record);
    }

    /// <summary>The metrics of events, in their order.</summary>
    internal static IEnumerable<Metric> Of(IEnumerable<TrainingEvent> events) => events.OfType<ScalarsLogged>().SelectMany(line => RunMetrics.Of(line)
        .Select(value => new Metric(MlflowName.Of(value.Key), value.Value, line.Time.ToUnixTimeMilliseconds(), line.Step)));

    /// <summary>The metrics of samples of the machine, which are counted on.</summary>
    internal static IEnumerable<Metric> OfMachine(IEnumerable<TrainingEvent> events, long samplesBefore) => events.OfType<SystemSampled>().SelectMany((sample, index) => sample.Values
        .Select(value => new Metric(RunMetrics.Machine + value.Key, value.Value, sample.Time.ToUnixTimeMilliseconds(), samplesBefore + index)));

    private static bool IsNew(Metric metric, Dictionary<string, long> steps)
    {
        if (steps.TryGetValue(metric.Key, out var last) && metric.Step <= last)
        {
            return false;
        }

        steps[metric.Key] = metric.Step;
        return true;
    }

    private SyncRecord Settled(SyncRecord record)
    {
        var settled = record with { Pending = [] };
        file.Write(settled);
        return settled;
    }

    private async Task SendAsync(string run, IEnumerable<Metric> metrics, CancellationToken cancellation)
    {
        foreach (var batch in MlflowBatch.Split(metrics, [], []))
        {
            await client.Runs.LogAsync(run, batch, cancellation);
        }
    }

    /// <summary>As a history tells it: a server with a database has the largest number in the place of infinity.</summary>
    private static Metric Stored(Metric metric) => new(metric.Key, Math.Clamp(metric.Value, -double.MaxValue, double.MaxValue), metric.Timestamp, metric.Step);

    /// <summary>Some servers keep a metric twice that is sent twice, so it is read back first.</summary>
    private async Task<IReadOnlyList<Metric>> MissingAsync(string run, IReadOnlyList<Metric> metrics, CancellationToken cancellation)
    {
        var missing = metrics.Select(Stored).ToHashSet();
        foreach (var key in metrics.Select(metric => metric.Key).Distinct(StringComparer.Ordinal))
        {
            await foreach (var there in client.Runs.HistoryAsync(run, key, cancellation))
            {
                missing.Remove(Stored(there with { Key = key }));
            }
        }

        return [.. metrics.Where(metric => missing.Contains(Stored(metric)))];
    }
}
