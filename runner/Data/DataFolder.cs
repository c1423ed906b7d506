using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Data;

/// <summary>The folder that holds fetched data sets, each file as <c>folder/file</c>.</summary>
/// <param name="Path">Its full path.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "EXPERIMENT_DATA";

    /// <summary>The folder that the environment names, or else one in the user's cache.</summary>
    public static DataFolder Default()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return new(string.IsNullOrEmpty(named) ? System.IO.Path.Combine(UserCache.Folder, "data") : System.IO.Path.GetFullPath(named));
    }

    /// <summary>Whether a file is there with its size. That is enough for use: its content was checked before it got its name.</summary>
    public bool Has(DataSource source) => RegularFile.SizeOf(source.PathIn(Path)) == source.Bytes;

    /// <summary>The SHA-256 of a file that is there, in lower-case hexadecimal, or null where it is not.</summary>
    public async Task<string?> DigestAsync(DataSource source, CancellationToken stop) =>
        File.Exists(source.PathIn(Path)) ? await Checksum.OfAsync(source.PathIn(Path), stop) : null;
}
