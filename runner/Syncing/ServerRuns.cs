using ExperimentRunner.Tracking.Provenance;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Runs of a server that are found again by an id of ours, and take nothing secret and nothing too long.</summary>
/// <param name="client">The server.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class ServerRuns(MlflowClient client, SecretMask mask)
{
    private const string IdTag = "experiment.run"; // by which a run is found again when the answer to its creation was lost

    /// <summary>Finds a run, or creates it.</summary>
    /// <param name="id">Its id of ours.</param>
    /// <param name="created">What it is created as; the tag with the id is added.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<Run> FindOrCreateAsync(string id, NewRun created, CancellationToken cancellation) =>
        await client.Runs.SearchAsync([created.ExperimentId], $"tags.`{IdTag}` = '{id}'", cancellation).FirstOrDefaultAsync(cancellation)
        ?? await client.Runs.CreateAsync(created with { Tags = [Tag(IdTag, id), .. created.Tags] }, cancellation);

    /// <summary>Logs params and tags.</summary>
    internal async Task LogAsync(string run, IEnumerable<Entry> parameters, IEnumerable<Entry> tags, CancellationToken cancellation)
    {
        foreach (var batch in MlflowBatch.Split([], parameters, tags))
        {
            await client.Runs.LogAsync(run, batch, cancellation);
        }
    }

    /// <summary>A tag as a server takes it.</summary>
    internal Entry Tag(string name, string value) => new(MlflowName.Of(name), MlflowLimits.Cut(mask.Apply(value), MlflowLimits.TagValue));

    /// <summary>A param as a server takes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="whole">Where the value stands whole, for one that is cut.</param>
    internal Entry Param(string name, string value, string whole) => new(MlflowName.Of(name), MlflowLimits.Cut(mask.Apply(value), MlflowLimits.ParamValue, whole));
}
