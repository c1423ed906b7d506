using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Planning;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

/// <summary>A config with a sweep in a temporary file.</summary>
internal sealed class MadeConfig : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;

    internal MadeConfig(string sweep, string more = "")
    {
        path = System.IO.Path.Combine(folder.Path, "made.yaml");
        File.WriteAllText(path, $$"""
            dataset: digits
            split: {validation: 0.1}
            augmentation:
              - {type: random_crop, padding: 1}
            model: {type: mlp, widths: [32]}
            optimizer: {type: sgd, lr: 0.05}
            loss: cross_entropy
            metrics: [accuracy]
            train: {duration: 10ep, batch_size: 32, seed: 3}
            {{more}}
            {{sweep}}
            """.ReplaceLineEndings("\n"));
    }

    /// <summary>The beginning of a line that the config is to lack.</summary>
    internal string Without
    {
        init => File.WriteAllLines(path, File.ReadLines(path).Where(line => !line.StartsWith(value, StringComparison.Ordinal)).ToArray());
    }

    /// <summary>Where it is.</summary>
    internal string Path => path;

    /// <summary>Writes a file into the folder of the config.</summary>
    internal void WriteBeside(string name, string text) => File.WriteAllText(Beside(name), text);

    /// <summary>A file in the folder of the config.</summary>
    internal string Beside(string name) => System.IO.Path.Combine(folder.Path, name);

    /// <summary>Plans; the plan, and the mistakes as they are shown.</summary>
    internal (SweepPlan? Plan, string Mistakes) Plan(params string[] arguments)
    {
        var planner = new SweepPlanner(path, arguments);
        var plan = planner.Plan();
        return (plan, Named(DiagnosticRenderer.Render(planner.Diagnostics)));
    }

    /// <summary>A text that names the file alone.</summary>
    internal string Named(string text) => text.Replace(path, "made.yaml", StringComparison.Ordinal);

    /// <summary>The values of every trial that is bound before the sweep.</summary>
    internal static IEnumerable<string> Values(string sweep, params string[] arguments)
    {
        using var made = new MadeConfig(sweep);
        var (plan, mistakes) = made.Plan(arguments);
        mistakes.Should().BeEmpty();
        return plan!.Samples.Select(sample => sample.Values).ToArray();
    }

    public void Dispose() => folder.Dispose();
}
