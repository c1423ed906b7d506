using System.Text;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>
/// The metric files of a run. The first writing replaces what an earlier attempt left there, which may contain steps that were lost
/// and done again, and removes the files of metrics that are not known any more. Later writings extend the files by writing them whole
/// again; a writing takes at most a twentieth of the time, however long they have grown.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="clock">The clock.</param>
internal sealed class MetricFiles(MlrunsRun run, TimeProvider clock)
{
    private const int LargestShare = 20;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Series> byName = new(StringComparer.Ordinal);
    private TimeSpan pause;
    private long? lastFlush;

    /// <summary>Adds a value.</summary>
    internal void Add(Metric metric)
    {
        if (!byName.TryGetValue(metric.Key, out var known))
        {
            var file = ValueFiles.Beside(metric.Key, series.Keys.ToHashSet(StringComparer.Ordinal));
            series.TryAdd(file, new Series());
            known = byName[metric.Key] = series[file];
        }

        known.Pending.Append(MlrunsRun.MetricLine(metric));
    }

    /// <summary>Writes what was added since the last time.</summary>
    /// <param name="isLast">Whether it is never too early.</param>
    internal void Flush(bool isLast)
    {
        var start = clock.GetTimestamp();
        if (lastFlush is not { } last)
        {
            Write();
            RemoveUnknown();
        }
        else if (isLast || clock.GetElapsedTime(last, start) >= pause)
        {
            Write();
        }
        else
        {
            return;
        }

        lastFlush = clock.GetTimestamp();
        pause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, clock.GetElapsedTime(start).Ticks * LargestShare));
    }

    private void Write()
    {
        foreach (var (name, metric) in series.Where(metric => metric.Value.Pending.Length > 0))
        {
            run.WriteMetric(name, metric.Pending.ToString(), metric.IsWritten);
            metric.IsWritten = true;
            metric.Pending.Clear();
        }
    }

    private void RemoveUnknown()
    {
        foreach (var file in Directory.EnumerateFiles(run.MetricsFolder, "*", SearchOption.AllDirectories).ToArray())
        {
            if (!series.ContainsKey(Path.GetRelativePath(run.MetricsFolder, file)))
            {
                File.Delete(file);
            }
        }
    }

    private sealed class Series
    {
        internal StringBuilder Pending { get; } = new();

        internal bool IsWritten { get; set; }
    }
}
