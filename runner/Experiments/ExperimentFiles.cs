using System.Text;
using ExperimentRunner.Commands;
using ExperimentRunner.Components;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Experiments;

/// <summary>Reads experiments with the components that this program knows.</summary>
public static class ExperimentFiles
{
    /// <summary>Top-level keys that say nothing about how a model is trained.</summary>
    private static readonly string[] AboutTheRun = ["name", "notes", "tags", "tracking", "launcher", ExpectKey, QuickKey, "sweep"];

    /// <summary>The key of claims.</summary>
    public const string ExpectKey = "expect";

    /// <summary>The key of the short version.</summary>
    public const string QuickKey = "quick";

    private static readonly Lazy<ComponentRegistry> Known = new(() => ComponentRegistry.Of(typeof(Experiment).Assembly));

    /// <summary>The components that this program knows.</summary>
    public static ComponentRegistry Registry => Known.Value;

    private static ConfigLoader Loader => ConfigLoader.Default(Registry, PluginTrust.OfThisUser);

    /// <summary>Reads a config.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Changes, each <c>key=value</c>.</param>
    public static LoadedConfig<Experiment> Load(string path, IReadOnlyList<string> overrides) =>
        Hidden(Loader.Load<Experiment>(path, overrides));

    /// <summary>The short version of a config that was read without an error and has one.</summary>
    public static LoadedConfig<Experiment> Quick(LoadedConfig<Experiment> config) => Hidden(Loader.Version(config, QuickKey, ExpectKey));

    /// <summary>A config with other values.</summary>
    /// <param name="config">What was read.</param>
    /// <param name="changes">The values.</param>
    public static LoadedConfig<Experiment> With(LoadedConfig<Experiment> config, params IEnumerable<Override> changes) =>
        Hidden(Loader.With(config, changes));

    /// <summary>What the ledger needs of a config that was read without an error. One without a name takes its file's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="config">What was read from it.</param>
    /// <exception cref="RunnerException">The file's name cannot be a run's.</exception>
    public static LoadedExperiment Describe(string path, LoadedConfig<Experiment> config)
    {
        Func<string, string> mask = SecretMask.OfThisProcess.Apply;
        var named = WeightsFile.Find(Named(config.Value!, path)) with { Plugins = [.. config.Plugins.Select(plugin => plugin.Path)] };
        var shaping = named with { Plugins = [.. config.Plugins.Select(plugin => plugin.Name)] };
        var identity = new Identity(config.Registry, mask);
        var shape = identity.CanonicalJson(shaping);
        return new LoadedExperiment
        {
            Name = named.Name!,
            Experiment = named,
            Text = new ConfigWriter(config.Registry, mask).Write(named, config.Tree),
            Identity = Identity.HashOf(shape),
            Shape = shape,
            Course = identity.Hash(shaping with { Train = shaping.Train with { Duration = Duration.Zero } }),
            Arguments = [.. new Flattened(config.Registry, mask).Flatten(named).Where(argument => IsAboutTraining(argument.Key))],
            Plugins = config.Plugins,
        };
    }

    /// <summary>The config; from now on nothing shows the values of the variables that it uses as secrets.</summary>
    private static LoadedConfig<Experiment> Hidden(LoadedConfig<Experiment> config)
    {
        SecretMask.OfThisProcess.Add(config.Secrets);
        return config;
    }

    /// <summary>
    /// The arguments in a config in which all of them stand, as the ledger keeps it. Nothing is bound, so no plug-in is loaded.
    /// </summary>
    /// <returns>Null where there is no such file, or it is no YAML.</returns>
    public static IReadOnlyDictionary<string, string>? ReadArguments(string path)
    {
        var problems = new DiagnosticBag();
        var tree = new DiskFiles().Read(path).Bytes is { } bytes
            ? new YamlReader(problems).Read(new SourceText(path, Encoding.UTF8.GetString(bytes)))
            : null;
        return tree is null || problems.HasErrors ? null
            : new OrderedDictionary<string, string>(Flattened.Flatten(tree).Where(argument => IsAboutTraining(argument.Key)).DistinctBy(argument => argument.Key, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static bool IsAboutTraining(string argument) => !AboutTheRun.Contains(argument.Split('.')[0]);

    private static Experiment Named(Experiment experiment, string path)
    {
        if (experiment.Name is not null)
        {
            return experiment;
        }

        var name = Path.GetFileNameWithoutExtension(path);
        return ExperimentName.IsValid(name)
            ? experiment with { Name = name }
            : throw new RunnerException($"{path} has no 'name:', and its file's name cannot be one ({ExperimentName.Allowed}); write 'name:' into it, or add name=NAME to the command");
    }
}
