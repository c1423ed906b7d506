using System.Text;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Plugins;

namespace ExperimentRunner.Experiments;

/// <summary>
/// Which plug-ins may run. Those of the project may: they lie in the folder of the command or in the git repository of the config. What
/// lies
/// in a run's folder, or is named by one and lies elsewhere, may have come from others. It runs only where the user trusts its folder.
/// </summary>
/// <param name="file">Where trusted folders are remembered, one a line; null remembers none.</param>
/// <param name="here">The folder of the command.</param>
public sealed class PluginTrust(string? file, string here) : IPluginGate
{
    private static readonly AsyncLocal<Grant> Given = new(); // a command's own, also where several run in one process

    /// <summary>The trust of this user.</summary>
    public static PluginTrust OfThisUser { get; } = new(FileOf(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"), Environment.GetEnvironmentVariable("HOME")), Directory.GetCurrentDirectory());

    private enum Grant
    {
        None,
        ForNow,
        Remembered,
    }

    /// <summary>Trusts every plug-in that the rest of this command names, and remembers their folders.</summary>
    public static void Give() => Given.Value = Grant.Remembered;

    /// <summary>Trusts every plug-in that the rest of this process names: another one has decided.</summary>
    public static void Inherit() => Given.Value = Grant.ForNow;

    /// <inheritdoc/>
    public bool Admits(string plugin, string? config)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(plugin))!;
        if (IsOfProject(plugin, config) || Trusted().Any(trusted => Containment.IsWithin(plugin, trusted)))
        {
            return true;
        }

        if (Given.Value == Grant.Remembered)
        {
            Remember(folder);
        }

        return Given.Value != Grant.None;
    }

    private bool IsOfProject(string plugin, string? config) =>
        RunOf(plugin) is null && Projects(config).Any(project => Containment.IsWithin(plugin, project));

    /// <summary>A run's folder is no project, even if somebody has put a repository into it.</summary>
    private IEnumerable<string> Projects(string? config)
    {
        yield return here;
        if (RepositoryOf(config is null || RunOf(config) is not null ? here : Path.GetDirectoryName(Path.GetFullPath(config))!) is { } repository)
        {
            yield return repository;
        }
    }

    private static string? RepositoryOf(string folder) => Above(folder, at => Path.Exists(Path.Combine(at, ".git")));

    /// <summary>The folder of the run that a file lies in, or null.</summary>
    private static string? RunOf(string path) =>
        Above(Path.GetDirectoryName(Path.GetFullPath(path)), at => File.Exists(new ExperimentFolder(at).JournalFile));

    private static string? Above(string? folder, Func<string, bool> isIt)
    {
        while (folder is not null && !isIt(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    private static string? FileOf(string? configuration, string? home) =>
        (configuration is { Length: > 0 } ? configuration : home is { Length: > 0 } ? Path.Combine(home, ".config") : null) is { } folder
            ? Path.Combine(folder, "experiment-runner", "trusted-plugins")
            : null;

    private string[] Trusted() => File.Exists(file) ? [.. RegularFile.ReadLines(file)] : [];

    private void Remember(string folder)
    {
        if (file is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = RegularFile.Open(file, options);
        stream.Write(Encoding.UTF8.GetBytes(folder + "\n"));
    }
}
