using System.Text;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>
/// The metric files of a run. After <see cref="Restart"/> each holds exactly what the view says: the first writing replaces what
/// an earlier attempt left there, which may contain steps that were lost and done again. Later writings extend it.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class MetricFiles(MlrunsRun run)
{
    private readonly Dictionary<string, Series> series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);

    /// <summary>Begins a view from its first event: removes the files of metrics that it does not have.</summary>
    internal void Restart(IEnumerable<ScalarsLogged> history)
    {
        series.Clear();
        keys.Clear();
        foreach (var scalars in history)
        {
            Add(scalars);
        }

        Flush();
        foreach (var file in Directory.EnumerateFiles(run.MetricsFolder, "*", SearchOption.AllDirectories).ToArray())
        {
            if (!series.ContainsKey(Path.GetRelativePath(run.MetricsFolder, file)))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Adds one step's scalars. A step that a metric has already is not added again.</summary>
    internal void Add(ScalarsLogged scalars)
    {
        var time = scalars.Time.ToUnixTimeMilliseconds();
        foreach (var (name, value) in RunMetrics.Of(scalars))
        {
            var metric = SeriesOf(name);
            if (metric.LastStep is not { } last || scalars.Step > last)
            {
                metric.LastStep = scalars.Step;
                metric.Pending.Append(MlrunsRun.MetricLine(time, value, scalars.Step));
            }
        }
    }

    /// <summary>Writes what was added since the last time.</summary>
    internal void Flush()
    {
        foreach (var (name, metric) in series.Where(metric => metric.Value.Pending.Length > 0))
        {
            run.MetricFile(name, metric.IsWritten ? run.MetricText(name) + metric.Pending : metric.Pending.ToString());
            metric.IsWritten = true;
            metric.Pending.Clear();
        }
    }

    private Series SeriesOf(string name)
    {
        if (keys.TryGetValue(name, out var known))
        {
            return series[known];
        }

        var key = keys[name] = MlrunsName.Beside(MlflowName.Of(name), series.Keys.ToHashSet(StringComparer.Ordinal));
        return series.TryGetValue(key, out var shared) ? shared : series[key] = new Series();
    }

    private sealed class Series
    {
        internal StringBuilder Pending { get; } = new();

        internal long? LastStep { get; set; }

        internal bool IsWritten { get; set; }
    }
}
