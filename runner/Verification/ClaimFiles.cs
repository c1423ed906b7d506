using System.Globalization;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Verification;

/// <summary>Finds the configs that make claims.</summary>
/// <param name="isQuick">Whether the short versions are meant, with the expectations of their own.</param>
/// <param name="runs">The folder of runs: the configs that it keeps make no claims of their own.</param>
internal sealed class ClaimFiles(bool isQuick, RunsFolder runs)
{
    private const string QuickSuffix = "-quick";

    private static readonly SourceSpan Here = new(new SourceText("verify", "", isFile: false), 0, 0);

    private string Key => isQuick ? ExperimentFiles.QuickKey : ExperimentFiles.ExpectKey;

    /// <summary>What is wrong with configs that make claims; empty when all are valid.</summary>
    internal List<DiagnosticBag> Mistakes { get; } = [];

    /// <summary>Why configs of a folder make no claim that can be measured, each in a sentence.</summary>
    internal List<string> Refused { get; } = [];

    /// <summary>The configs that make claims, in the order of their names.</summary>
    /// <param name="path">A config, or a folder that is searched for them.</param>
    /// <exception cref="RunnerException">There is none.</exception>
    internal IReadOnlyList<ClaimedConfig> Find(string path)
    {
        var isFolder = Directory.Exists(path);
        string[] files = isFolder
            ? [.. Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Where(file => !runs.Holds(file)).Order(StringComparer.Ordinal)]
            : [path];
        var found = files.Select(file => isFolder ? TryRead(file) : Read(file)).OfType<ClaimedConfig>().ToArray();
        return found.Length > 0 || Mistakes.Count > 0 || Refused.Count > 0
            ? found
            : throw new RunnerException((isFolder ? $"no config in {path} has '{Key}:'" : $"{path} has no '{Key}:' of its own, so there is nothing to verify")
                + (isQuick ? "; without --quick the whole claims are measured" : ""));
    }

    /// <summary>One faulty file does not end a folder.</summary>
    private ClaimedConfig? TryRead(string file)
    {
        try
        {
            return Read(file);
        }
        catch (RunnerException failure)
        {
            Refused.Add(failure.Message);
            return null;
        }
    }

    private ClaimedConfig? Read(string file)
    {
        var written = ExperimentFiles.Load(file, []);
        if (written.Composed is { } tree && (tree[Key] is null || IsOfASweepsBase(tree)))
        {
            return null; // a file of another purpose, such as a base or a sweep
        }

        var config = isQuick && written.Value is not null ? ExperimentFiles.Quick(written) : written;
        if (config.Value is not { } experiment)
        {
            Mistakes.Add(config.Diagnostics);
            return null;
        }

        if (experiment.Expect.Count == 0)
        {
            return isQuick ? throw new RunnerException($"{file}: '{Key}' needs an '{ExperimentFiles.ExpectKey}' of its own") : null;
        }

        var seeds = experiment.Expect.Values.Max(claim => claim.Seeds);
        return new ClaimedConfig(Displayed(file), [.. Enumerable.Range(0, seeds).Select(index => Trial(file, config, experiment.Train.Seed + index))]);
    }

    /// <summary>A sweep trains what its base does not: it makes only the claims that are written in its own file.</summary>
    private bool IsOfASweepsBase(MappingNode tree) =>
        tree["sweep"] is MappingNode && tree.Find(Key)!.Value.KeySpan.Source.Name != tree.Span.Source.Name;

    private LoadedExperiment Trial(string file, LoadedConfig<Experiment> config, long seed)
    {
        var name = (config.Value!.Name ?? Path.GetFileNameWithoutExtension(file)) + (isQuick ? QuickSuffix : "");
        var own = ExperimentFiles.With(config, Set("train.seed", seed.ToString(CultureInfo.InvariantCulture)), Set("name", name, isText: true));
        return ExperimentFiles.Describe(file, own);
    }

    private static Override Set(string address, string text, bool isText = false) =>
        Override.Set(Address.Parse(address), new ScalarNode(Here, text, isQuoted: isText));

    private static string Displayed(string file)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file));
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(file) : relative;
    }
}
