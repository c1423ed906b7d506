using System.Reflection;
using System.Runtime.InteropServices;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Ledger.Machine;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Plugins;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Ledger.Provenance;

/// <summary>Takes down where a result comes from.</summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="clock">The clock.</param>
public sealed class EnvironmentProbe(SecretMask mask, TimeProvider clock)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    private readonly string folder = Directory.GetCurrentDirectory();
    private readonly Lazy<IReadOnlyList<string>> gpus = new(Gpus);
    private Task<GitState?>? git; // asked once: this process has read its code when it started

    /// <summary>Takes everything down.</summary>
    /// <param name="threads">Threads inside operations.</param>
    /// <param name="seed">The seed of training.</param>
    /// <param name="plugins">The plug-ins that are used.</param>
    public async Task<EnvironmentRecord> ReadAsync(int threads, long seed, IReadOnlyList<Plugin> plugins)
    {
        git ??= new GitProbe(folder, mask).ReadAsync();
        return new EnvironmentRecord
        {
            Time = clock.GetUtcNow(),
            Command = string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(mask.ApplyToArgument).Prepend("experiment").Select(ShellWord.Of)),
            Folder = mask.Apply(folder),
            User = Environment.UserName,
            Host = ProcessNote.Current.Host,
            Git = await git,
            Versions = Versions(),
            System = RuntimeInformation.OSDescription,
            Processor = Processor(),
            Gpus = gpus.Value,
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Threads = threads,
            Seed = seed,
            Plugins = plugins.ToDictionary(plugin => plugin.Name, plugin => plugin.Sha256, StringComparer.Ordinal),
        };
    }

    private static SortedDictionary<string, string> Versions() => new(StringComparer.Ordinal)
    {
        ["experiment"] = VersionOf(typeof(EnvironmentProbe).Assembly),
        ["components"] = VersionOf(typeof(Experiment).Assembly),
        ["dotnet"] = Environment.Version.ToString(),
        ["torchsharp"] = typeof(Experiment).Assembly.GetReferencedAssemblies().First(library => library.Name == "TorchSharp").Version!.ToString(),
    };

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "unknown";

    private static IReadOnlyList<string> Gpus()
    {
        using var probe = NvidiaProbe.Open();
        return probe?.Models ?? [];
    }

    private static string Processor()
    {
        const string Key = "model name";
        var line = File.Exists(ProcessorFile)
            ? RegularFile.ReadLines(ProcessorFile).FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
