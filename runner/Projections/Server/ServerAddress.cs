using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Projections.Server;

/// <summary>The MLflow server that runs are brought to.</summary>
internal static class ServerAddress
{
    /// <summary>The variable that names it.</summary>
    internal const string Variable = "MLFLOW_TRACKING_URI";

    private static readonly string[] ForeignIds = ["MLFLOW_RUN_ID", "MLFLOW_EXPERIMENT_ID"];

    /// <summary>The server that the environment names; null for none.</summary>
    /// <exception cref="MlflowException">Settings cannot be read.</exception>
    internal static MlflowOptions? OfEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri && IsServer(uri) ? At(uri) : null;

    /// <summary>A variable that names no server: what MLflow's own programs open as files or as a database.</summary>
    private static bool IsOfAnotherKind() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri && !IsServer(uri);

    /// <summary>What the environment says and this program does not do, in lines for the user.</summary>
    internal static IEnumerable<string> Ignored(RunsFolder runs)
    {
        if (IsOfAnotherKind())
        {
            yield return $"{Variable} names no server (http:// or https://), so it is ignored and runs stand in {runs.MlrunsFolder}; 'mlflow server' can serve another store";
        }

        foreach (var variable in ForeignIds.Where(variable => Environment.GetEnvironmentVariable(variable) is { Length: > 0 }))
        {
            yield return $"{variable} is ignored: every run here is an MLflow run of its own, in the experiment of its name or of {RunDescription.ExperimentVariable}";
        }
    }

    /// <summary>A server, with the credentials and limits that the environment has for it.</summary>
    /// <exception cref="MlflowException">The address or settings cannot be read.</exception>
    internal static MlflowOptions At(string uri)
    {
        var credentials = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".mlflow", "credentials");
        Require(credentials, "");
        var options = MlflowOptions.Read(uri, Environment.GetEnvironmentVariable, credentials);
        Require(options.ServerCertificatePath, ", which MLFLOW_TRACKING_SERVER_CERT_PATH names,");
        return options;
    }

    private static void Require(string? path, string origin)
    {
        if (path is not null && RegularFile.Problem(path) is { } problem)
        {
            throw new MlflowException($"{path}{origin} {problem}");
        }
    }

    private static bool IsServer(string uri) => uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
