using ExperimentRunner.Components;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Viewing;

namespace ExperimentRunner.Ledger;

/// <summary>The folder that keeps all runs, and where things lie in it.</summary>
/// <param name="Path">Its full path.</param>
public sealed record RunsFolder(string Path)
{
    /// <summary>The index for fast queries; can be deleted at any time.</summary>
    public string IndexFile => System.IO.Path.Combine(Path, ExperimentName.IndexFile);

    /// <summary>The environment variable that names the folder where the command line does not.</summary>
    public const string Variable = "EXPERIMENT_RUNS";

    /// <summary>The folder as a user names it who gives no option.</summary>
    public static string Usual => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "runs";

    /// <summary>The option that names this folder on the command line, with a space before it; empty where it need not be named.</summary>
    public string Option => this == At(Usual) ? "" : $" --runs {ShellWord.Of(Path)}";

    /// <summary>What <c>experiment ui</c> keeps beside it; can be deleted at any time.</summary>
    public string UiFolder => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? Path, "mlflow-ui");

    /// <summary>The MLflow files beside it.</summary>
    public string MlrunsFolder => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? Path, "mlruns");

    /// <summary>The runs folder at a path as the user wrote it.</summary>
    public static RunsFolder At(string path) => new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    /// <summary>Whether runs have written a file, there or in the MLflow files beside it.</summary>
    public bool Holds(string file) =>
        System.IO.Path.GetFullPath(file) is var full && ((string[])[Path, MlrunsFolder]).Any(folder => full.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The folder of the runs under one name.</summary>
    /// <exception cref="InvalidDataException">The name is not one plain part of a path.</exception>
    public ExperimentFolder Experiment(string name) => new(System.IO.Path.Combine(Path, PathSegment.Of(name)));

    /// <summary>The folders that hold runs, by name.</summary>
    public IReadOnlyList<ExperimentFolder> Experiments() => Directory.Exists(Path)
        ? [.. Directory.EnumerateDirectories(Path).Order(StringComparer.Ordinal).Select(path => new ExperimentFolder(path)).Where(folder => File.Exists(folder.JournalFile))]
        : [];
}
