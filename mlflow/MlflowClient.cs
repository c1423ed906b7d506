namespace MLflow.Client;

/// <summary>
/// A client for one MLflow server. Thread-safe. Every call can be cancelled, and throws <see cref="MlflowException"/> when the
/// server refuses or does not answer.
/// </summary>
public sealed class MlflowClient : IDisposable
{
    private readonly MlflowConnection connection;

    /// <summary>Makes a client; connects at the first call.</summary>
    /// <param name="options">Where the server is.</param>
    /// <param name="clock">Times the pauses between tries.</param>
    public MlflowClient(MlflowOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        connection = new MlflowConnection(options, clock);
        Address = options.TrackingUri;
        Experiments = new MlflowExperiments(connection);
        Runs = new MlflowRuns(connection);
        Artifacts = new MlflowArtifacts(connection);
        Models = new MlflowModels(connection);
    }

    /// <summary>The server.</summary>
    public Uri Address { get; }

    /// <summary>Experiments.</summary>
    public MlflowExperiments Experiments { get; }

    /// <summary>Runs.</summary>
    public MlflowRuns Runs { get; }

    /// <summary>Files of runs and models.</summary>
    public MlflowArtifacts Artifacts { get; }

    /// <summary>Logged models and the model registry.</summary>
    public MlflowModels Models { get; }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
