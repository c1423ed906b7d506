namespace ExperimentRunner.Launching;

/// <summary>The folder that holds fetched data sets.</summary>
/// <param name="Path">Its full path.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "EXPERIMENT_DATA";

    /// <summary>The folder that the environment names, or else one in the user's cache.</summary>
    public static DataFolder Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return new(System.IO.Path.GetFullPath(named));
        }

        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new(System.IO.Path.Combine(cache, "experiment-runner", "data"));
    }
}
