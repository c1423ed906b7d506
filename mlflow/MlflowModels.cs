namespace MLflow.Client;

/// <summary>Logged models and the model registry of a server.</summary>
public sealed class MlflowModels
{
    private const int ModelsInPage = 50;

    private readonly MlflowConnection connection;

    internal MlflowModels(MlflowConnection connection) => this.connection = connection;

    /// <summary>Creates a logged model, to be filled with files and then to be finished. Never repeated by itself.</summary>
    public async Task<LoggedModelInfo> CreateAsync(NewLoggedModel model, CancellationToken cancellation) =>
        (await connection.CreateAsync("logged-models", model, WireJson.Default.NewLoggedModel, WireJson.Default.LoggedModelAnswer, cancellation).ConfigureAwait(false)).Model.Info;

    /// <summary>Logged models that a filter fits, page after page.</summary>
    public IAsyncEnumerable<LoggedModelInfo> SearchAsync(IReadOnlyList<string> experiments, string filter, CancellationToken cancellation = default) => Pages.ReadAsync(
        async page =>
        {
            var found = await connection.PostAsync("logged-models/search", new SearchModels(experiments, filter, ModelsInPage, page), WireJson.Default.SearchModels, WireJson.Default.FoundModels, cancellation).ConfigureAwait(false);
            return ((IReadOnlyList<LoggedModelInfo>)[.. found.Models.Select(model => model.Info)], found.NextPageToken);
        },
        cancellation);

    /// <summary>Declares a logged model whole, or broken.</summary>
    public Task FinishAsync(string model, bool isReady, CancellationToken cancellation) => connection.PatchAsync(
        $"logged-models/{Uri.EscapeDataString(model)}", new FinalizeModel(model, isReady ? "LOGGED_MODEL_READY" : "LOGGED_MODEL_UPLOAD_FAILED"), WireJson.Default.FinalizeModel, cancellation);

    /// <summary>Makes a logged model the next version of a registered model, which is created if need be.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="model">The logged model.</param>
    /// <param name="run">The run that made it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The version.</returns>
    public async Task<string> RegisterAsync(string name, LoggedModelInfo model, string run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            await connection.PostAsync("registered-models/create", new CreateRegisteredModel(name), WireJson.Default.CreateRegisteredModel, cancellation).ConfigureAwait(false);
        }
        catch (MlflowException taken) when (taken.ErrorCode == "RESOURCE_ALREADY_EXISTS")
        {
            // It is there: that is what was wanted.
        }

        var version = new CreateModelVersion(name, $"models:/{model.ModelId}", run, model.ModelId);
        return (await connection.CreateAsync("model-versions/create", version, WireJson.Default.CreateModelVersion, WireJson.Default.ModelVersionAnswer, cancellation).ConfigureAwait(false)).ModelVersion.Version;
    }
}
