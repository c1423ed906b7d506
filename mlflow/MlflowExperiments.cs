using System.Net;

namespace MLflow.Client;

/// <summary>Experiments of a server.</summary>
public sealed class MlflowExperiments
{
    private readonly MlflowConnection connection;

    internal MlflowExperiments(MlflowConnection connection) => this.connection = connection;

    /// <summary>The experiment of a name, deleted ones too; null when there is none.</summary>
    public async Task<Experiment?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await connection.GetAsync("experiments/get-by-name", WireJson.Default.ExperimentAnswer, cancellation, ("experiment_name", name)).ConfigureAwait(false)).Experiment;
        }
        catch (MlflowException missing) when (missing is { Status: HttpStatusCode.NotFound, ErrorCode: "RESOURCE_DOES_NOT_EXIST" })
        {
            return null;
        }
    }

    /// <summary>The id of the experiment of a name, which is created if need be. Others may do the same at the same moment.</summary>
    /// <exception cref="MlflowException">It was deleted.</exception>
    public async Task<string> GetOrCreateAsync(string name, CancellationToken cancellation) =>
        Usable(await FindAsync(name, cancellation).ConfigureAwait(false)) ?? await CreateAsync(name, cancellation).ConfigureAwait(false);

    /// <summary>Sets a tag of an experiment.</summary>
    public Task SetTagAsync(string experiment, Entry tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return connection.PostAsync("experiments/set-experiment-tag", new SetExperimentTag(experiment, tag.Key, tag.Value), WireJson.Default.SetExperimentTag, cancellation);
    }

    private static string? Usable(Experiment? experiment) => experiment is { IsDeleted: true }
        ? throw new MlflowException($"the experiment '{experiment.Name}' was deleted on the server, which keeps its name: restore it there, or take another name")
        : experiment?.ExperimentId;

    private async Task<string> CreateAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await connection.PostAsync("experiments/create", new CreateExperiment(name), WireJson.Default.CreateExperiment, WireJson.Default.CreatedExperiment, cancellation).ConfigureAwait(false)).ExperimentId;
        }
        catch (MlflowException taken) when (taken.ErrorCode == "RESOURCE_ALREADY_EXISTS")
        {
            return Usable(await FindAsync(name, cancellation).ConfigureAwait(false)) ?? throw new MlflowException(taken.Message, taken.Status, taken.ErrorCode, taken);
        }
    }
}
