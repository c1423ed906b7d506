using ExperimentRunner.Components;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Commands;

/// <summary>A config that was checked: what would be trained, or what is wrong.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problems">Every mistake and warning, in the order of the files.</param>
/// <param name="Plan">What would be trained; null where there are errors.</param>
/// <param name="Files">The files that it is made of, itself included.</param>
internal sealed record CheckedConfig(string Path, IReadOnlyList<Diagnostic> Problems, SweepPlan? Plan, IReadOnlyList<string> Files)
{
    private const string SweepKey = "sweep";

    /// <summary>How many of the other configs extend it.</summary>
    internal int Children { get; private init; }

    /// <summary>What there is to say in one word.</summary>
    internal CheckVerdict Verdict => Plan is not null ? CheckVerdict.Valid
        : Children > 0 && Problems.All(IsLack) ? CheckVerdict.Base
        : CheckVerdict.Invalid;

    /// <summary>Checks configs, each with the same changes.</summary>
    internal static IReadOnlyList<CheckedConfig> Of(IReadOnlyList<string> paths, IReadOnlyList<string> changes)
    {
        CheckedConfig[] checks = [.. paths.Select(path => Check(path, changes))];
        return [.. checks.Select(check => checks.Count(other => other.Extends(check)) is > 0 and var children ? AsBase(check, changes, children) : check)];
    }

    /// <summary>One that others extend: what changes do to it counts in those.</summary>
    private static CheckedConfig AsBase(CheckedConfig check, IReadOnlyList<string> changes, int children) =>
        (check.Plan is null && changes.Count > 0 ? Check(check.Path, []) : check) with { Children = children };

    private bool Extends(CheckedConfig other) => other.Files is [var file, ..] && Files.Skip(1).Contains(file, StringComparer.Ordinal);

    private static CheckedConfig Check(string path, IReadOnlyList<string> changes)
    {
        var config = ExperimentFiles.Load(path, [.. changes.Where(change => !SpaceReader.IsRange(change))]);
        if (changes.Any(SpaceReader.IsRange) || config.Tree?[SweepKey] is MappingNode)
        {
            var planner = new SweepPlanner(path, changes);
            var plan = planner.Plan();
            return Of(path, config, planner.Diagnostics, plan);
        }

        var quick = config.Value?.Quick is null ? null : ExperimentFiles.Quick(config);
        IEnumerable<Diagnostic> problems = [.. config.Diagnostics, .. quick is null ? [] : quick.Diagnostics];
        var isValid = config.Value is not null && quick is null or { Value: not null };
        return Of(path, config, problems, isValid ? SweepPlan.OfOne(ExperimentFiles.Describe(path, config)) : null);
    }

    private static CheckedConfig Of(string path, LoadedConfig<Experiment> config, IEnumerable<Diagnostic> problems, SweepPlan? plan)
    {
        Diagnostic[] missing = plan is null ? [] : [.. DataFilesCheck.Of(plan, config.Tree!)];
        return new CheckedConfig(path, [.. problems, .. missing], missing.Length > 0 ? null : plan, config.Files);
    }

    /// <summary>Whether something is only not there yet.</summary>
    private static bool IsLack(Diagnostic problem) =>
        problem.Code == DiagnosticCodes.MissingArgument || problem.Code == DiagnosticCodes.MissingType || problem.Code == DiagnosticCodes.BrokenConstraint
        || problem.Code.Severity == DiagnosticSeverity.Warning;
}
