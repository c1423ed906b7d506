using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>The MLflow server that runs are brought to.</summary>
internal static class SyncTarget
{
    /// <summary>The variable that names it.</summary>
    internal const string Variable = "MLFLOW_TRACKING_URI";

    /// <summary>The server that the environment names; null for none.</summary>
    /// <exception cref="MlflowException">Settings cannot be read.</exception>
    internal static MlflowOptions? OfEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri && IsServer(uri) ? At(uri) : null;

    /// <summary>A variable that names no server: what MLflow's own programs open as files or as a database.</summary>
    internal static bool IsOfAnotherKind() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri && !IsServer(uri);

    /// <summary>A server, with the credentials and limits that the environment has for it.</summary>
    /// <exception cref="MlflowException">The address or settings cannot be read.</exception>
    internal static MlflowOptions At(string uri) =>
        MlflowOptions.Read(uri, Environment.GetEnvironmentVariable, Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".mlflow", "credentials"));

    private static bool IsServer(string uri) => uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
