#pragma warning disable
using System.Globalization;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Sweeps;

internal static class TemporaryPlan
{
    internal static SweepPlan Of(string path, LoadedConfig<Experiment> config)
    {
        var settings = config.Value!.Sweep!;
        var space = (MappingNode)settings.Space!;
        var dims = space.Entries.Select(e => (e.Key, Values: ((ScalarNode)e.Value).Text.Replace("grid(", "").Replace(")", "").Split(',', StringSplitOptions.TrimEntries))).ToArray();
        var s = new SearchSpace([.. dims.Select(d => new SearchDimension(d.Key) { Count = d.Values.Length })]);
        var all = new Grid().Begin(s, 0);
        Func<SearchPoint, IReadOnlyList<PlannedTrial>> trialsOf = TrialsOfIt;
        return new SweepPlan
        {
            Name = ExperimentFiles.Describe(path, config).Name,
            Key = settings.Space!.ToString() + YamlWriter.WriteInline(space),
            Settings = settings,
            Search = settings.Search ?? new ExperimentRunner.Components.Searches.Grid(),
            Space = s,
            Objective = new MonitoredMetric("val/accuracy", Direction.Maximize),
            Training = config.Value.Train.Duration,
            Samples = Enumerable.Range(0, (int)dims.Aggregate(1L, (n, d) => n * d.Values.Length)).Select(_ => all.Ask()!).SelectMany(trialsOf).ToArray(),
            Count = dims.Aggregate(1L, (n, d) => n * d.Values.Length),
            Sources = config.Value.Dataset!.Sources,
            TrialsOf = trialsOf,
        };
        PlannedTrial[] TrialsOfIt(SearchPoint p)
            {
                var values = dims.Select((d, i) => $"{d.Key}={d.Values[s.Dimensions[i].ValueAt(p.Coordinates[i])]}").Append("sweep=null").ToArray();
                var bag = new DiagnosticBag();
                var with = ExperimentFiles.With(config, values.Select(v => Override.Parse(v, bag)!));
                if (with.Value is null) throw new RunnerException(DiagnosticRenderer.Render(with.Diagnostics));
                return [new PlannedTrial(string.Join(' ', values.SkipLast(1)), ExperimentFiles.Describe(path, with))];
            }
    }

    private sealed record Grid : ISearch
    {
        public ISearchRun Begin(SearchSpace space, long seed) => new Run(space);

        private sealed class Run(SearchSpace space) : ISearchRun
        {
            private long next;

            public SearchPoint? Ask()
            {
                var rest = next++;
                var c = new double[space.Dimensions.Count];
                for (var i = c.Length - 1; i >= 0; i--)
                {
                    c[i] = space.Dimensions[i].CoordinateOf(rest % space.Dimensions[i].Count!.Value);
                    rest /= space.Dimensions[i].Count!.Value;
                }

                return rest > 0 ? null : new SearchPoint(c);
            }

            public void Tell(SearchPoint point, double? score) { }
        }
    }
}
