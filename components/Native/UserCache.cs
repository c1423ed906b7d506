namespace ExperimentRunner.Components.Native;

/// <summary>The folder for what can be had again, as in the XDG Base Directory Specification.</summary>
public static class UserCache
{
    /// <summary>Its path; it need not exist.</summary>
    public static string Folder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
                ? named
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "experiment-runner");
        }
    }
}
