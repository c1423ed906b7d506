using ExperimentRunner.Commands;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Sweeps.Spaces;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentRunner.Sweeps.Planning;

/// <summary>
/// From a config and a command line to a <see cref="SweepPlan"/>, with every mistake of every trial that can be known before.
/// </summary>
/// <param name="path">The config's file.</param>
/// <param name="arguments">Changes <c>key=value</c> and ranges <c>key=a,b</c>.</param>
internal sealed class SweepPlanner(string path, IReadOnlyList<string> arguments)
{
    private const string SweepKey = "sweep";

    private static readonly Address Monitor = new("train", "monitor");

    private readonly DiagnosticBag diagnostics = [];

    /// <summary>Every mistake.</summary>
    internal DiagnosticBag Diagnostics => diagnostics;

    /// <summary>Plans; null after diagnostics.</summary>
    internal SweepPlan? Plan()
    {
        var changes = arguments.Where(argument => !SpaceReader.IsRange(argument)).ToArray();
        var config = ExperimentFiles.Load(path, changes);
        if (config is not { Composed: { } written, Tree: not null })
        {
            diagnostics.AddRange(config.Diagnostics);
            return null;
        }

        var reader = new SpaceReader(diagnostics);
        if ((written[SweepKey] as MappingNode)?["space"] is { } space)
        {
            reader.Read(space); // as it is written: a trial's own values take the place of ${…} in it
        }

        foreach (var (address, _) in changes.Select(Override.Split).OfType<(Address, int)>())
        {
            reader.Remove(address);
        }

        foreach (var range in arguments.Except(changes))
        {
            reader.TryRead(range);
        }

        return Plan(config, reader.Dimensions);
    }

    /// <summary>
    /// Reads what is said of the sweep, also where something else is wrong; what was told of it with the whole file is not told again.
    /// </summary>
    private SweepSettings? Settings(LoadedConfig<Experiment> config, MappingNode sweep)
    {
        var found = new DiagnosticBag();
        var settings = new Binder(config.Registry, found).Bind<SweepSettings>(sweep);
        Diagnostic[] untold = [.. found.Where(problem => !diagnostics.Any(told => told.Code == problem.Code && told.Span == problem.Span))];
        diagnostics.AddRange(untold);
        return settings;
    }

    private SweepPlan? Plan(LoadedConfig<Experiment> config, IReadOnlyList<SpaceDimension> dimensions)
    {
        diagnostics.AddRange(config.Diagnostics.Where(problem => !IsMended(problem)));
        var sweep = config.Tree![SweepKey] as MappingNode;
        var settings = sweep is null ? new SweepSettings() : Settings(config, sweep);
        if (settings is null || (diagnostics.HasErrors && dimensions.Count == 0))
        {
            return null;
        }

        if (dimensions.Count == 0 && settings.Seeds == 1)
        {
            diagnostics.Add(
                DiagnosticCodes.NothingToSweep, "there is nothing to vary", sweep?.Span.FirstLine, "write ranges under sweep.space, or give them as optimizer.lr=0.1,0.01");
            return null;
        }

        if (settings.Seeds > 1 && dimensions.FirstOrDefault(dimension => dimension.Address.Equals(Space.Seed)) is { } seed)
        {
            diagnostics.Add(DiagnosticCodes.DuplicateKey, $"'{Space.Seed}' is varied by 'seeds' too", seed.Key, "leave one of them out");
            return null;
        }

        var search = settings.Search ?? new Grid();
        return Plan(config, sweep, settings, search, new Space(dimensions, search is Grid, settings.Seeds, FirstSeed(config)));
    }

    /// <summary>Whether it is wrong with the config alone and may be right with a trial's values: what is missing there.</summary>
    private static bool IsMended(Diagnostic problem) =>
        problem.Code == DiagnosticCodes.MissingArgument || problem.Code == DiagnosticCodes.BrokenConstraint || problem.Code == DiagnosticCodes.MissingType;

    private static long FirstSeed(LoadedConfig<Experiment> config) =>
        ((config.Tree!["train"] as MappingNode)?["seed"] as ScalarNode)?.AsInteger() ?? 0;

    private SweepPlan? Plan(LoadedConfig<Experiment> config, MappingNode? sweep, SweepSettings settings, ISearch search, Space space)
    {
        var constraints = Constraint.ReadAll(sweep?["where"], diagnostics);
        if (!Try(() => search.Begin(space.Searched, settings.Seed), sweep?["search"] ?? sweep?["space"]))
        {
            return null;
        }

        var binder = new TrialBinder(path, config, space, Always(config, settings, sweep, space), sweep?["objective"]?.Span, constraints);
        var sampler = new TrialSampler(binder, space, search, settings.Seed, constraints);
        var samples = sampler.Sample(diagnostics);
        if (samples.Count == 0)
        {
            return null;
        }

        var first = samples[0].Experiment;
        Try(() => settings.Pruner?.Begin(first.Experiment.Train.Duration), sweep?["pruner"]);
        if (Objective(config, first.Experiment, settings, sweep) is not { } objective)
        {
            return null;
        }

        return diagnostics.HasErrors ? null : new SweepPlan
        {
            Name = first.Name,
            Key = KeyOf(config, settings, search, space, first),
            Settings = settings,
            Search = search,
            Space = space.Searched,
            Training = first.Experiment.Train.Duration,
            Objective = objective,
            Samples = samples,
            Dimensions = space.Dimensions,
            Count = sampler.Count,
            Launcher = first.Experiment.Launcher,
            TrialsOf = binder.TrialsOf,
            Split = binder.Split,
        };
    }

    /// <summary>What ranks trials, which need not be what ranks the checkpoints of one; null after a diagnostic.</summary>
    private MonitoredMetric? Objective(LoadedConfig<Experiment> config, Experiment experiment, SweepSettings settings, MappingNode? sweep)
    {
        var choice = MonitorChoice.Of(experiment with { Train = experiment.Train with { Monitor = settings.Objective ?? experiment.Train.Monitor } });
        if (choice.Monitor is null)
        {
            diagnostics.Add(
                DiagnosticCodes.BrokenConstraint,
                choice.Problem?.Message.Replace("train.monitor: ", "sweep.objective: ", StringComparison.Ordinal) ?? "a sweep ranks by a validation metric, and nothing is validated: set split.validation, for example 0.1",
                (sweep?["objective"] ?? sweep)?.Span.FirstLine);
        }
        else if (MonitorChoice.OwnDirection(choice.Monitor.Metric[(choice.Monitor.Metric.IndexOf('/', StringComparison.Ordinal) + 1)..], experiment.Metrics) is { } own && own != choice.Monitor.Better)
        {
            diagnostics.Add(
                DiagnosticCodes.ReversedObjective, $"the sweep looks for the worst '{choice.Monitor.Metric}': that is better when it is {(own == Direction.Maximize ? "higher" : "lower")}",
                (sweep?["objective"] ?? (config.Tree!["train"] as MappingNode)?["monitor"] ?? sweep)?.Span.FirstLine, $"write {(own == Direction.Maximize ? "maximize" : "minimize")} {choice.Monitor.Metric}");
        }

        return choice.Monitor;
    }

    /// <summary>
    /// What every trial gets: no sweep, the objective as its monitor unless it has one, and what the command line sets inside of a value
    /// that is varied, which would be lost with the base's.
    /// </summary>
    private List<Override> Always(LoadedConfig<Experiment> config, SweepSettings settings, MappingNode? sweep, Space space)
    {
        var span = sweep?.Span ?? new SourceSpan(new SourceText("sweep", "", isFile: false), 0, 0);
        var changes = new List<Override> { Override.Set(new Address(SweepKey), new ScalarNode(span, "null")) };
        if (settings.Objective is not null && (config.Tree!["train"] as MappingNode)?["monitor"] is null or ScalarNode { IsNone: true })
        {
            changes.Add(Override.Set(Monitor, sweep?["objective"] as ScalarNode ?? new ScalarNode(span, settings.Objective!)));
        }

        changes.AddRange(arguments.Where(argument => !SpaceReader.IsRange(argument)).Select(argument => Override.Parse(argument, []))
            .OfType<Override>().Where(change => space.Dimensions.Any(dimension => change.Address.IsBelow(dimension.Address))));
        return changes;
    }

    /// <returns>Whether it could begin.</returns>
    private bool Try(Action begin, ConfigNode? place)
    {
        try
        {
            begin();
            return true;
        }
        catch (InvalidOperationException unfit)
        {
            var value = unfit is UnfitDurationException { Key: var key } ? (place as MappingNode)?[key] : null;
            diagnostics.Add(DiagnosticCodes.UnfitSearch, unfit.Message, (value ?? place)?.LastWritten.FirstLine);
            return false;
        }
    }

    /// <summary>Everything that decisions follow from. A search's budget is not part of it.</summary>
    private static string KeyOf(
        LoadedConfig<Experiment> config, SweepSettings settings, ISearch search, Space space, LoadedExperiment sample)
    {
        var identity = new Identity(config.Registry);
        var varied = space.Dimensions.Select(dimension => dimension.Address.ToString()).Append("train.seed").ToArray();
        var text = new StringBuilder(identity.CanonicalJson(settings with { Space = null })).Append(identity.CanonicalJson(search));
        foreach (var dimension in space.Dimensions)
        {
            text.Append('\n').Append(dimension.Address).Append('=').Append(dimension.Range.Meaning).Append(dimension.When);
        }

        foreach (var argument in sample.Arguments.Where(argument => !Array.Exists(varied, address => argument.Key == address || argument.Key.StartsWith(address + ".", StringComparison.Ordinal))))
        {
            text.Append('\n').Append(argument.Key).Append('=').Append(argument.Value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
