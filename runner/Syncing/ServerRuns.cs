using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Runs of a server that are found again by an id of ours, and take nothing secret and nothing too long.</summary>
/// <param name="client">The server.</param>
/// <param name="mask">Keeps secrets out.</param>
internal sealed class ServerRuns(MlflowClient client, SecretMask mask)
{
    private const string IdTag = "experiment.run"; // by which a run is found again when the answer to its creation was lost
    private const string WholeConfig = "artifact config.yaml";

    /// <summary>Finds a run, or creates it.</summary>
    /// <param name="id">Its id of ours.</param>
    /// <param name="created">What it is created as; the tag with the id is added.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<Run> FindOrCreateAsync(string id, NewRun created, CancellationToken cancellation) =>
        await client.Runs.SearchAsync([created.ExperimentId], $"tags.`{IdTag}` = '{id}'", cancellation).FirstOrDefaultAsync(cancellation)
        ?? await client.Runs.CreateAsync(created with { Tags = [Tag(IdTag, id), .. created.Tags.Where(tag => tag.Key != IdTag)] }, cancellation);

    /// <summary>Logs params and tags.</summary>
    internal async Task LogAsync(string run, IEnumerable<Entry> parameters, IEnumerable<Entry> tags, CancellationToken cancellation)
    {
        foreach (var batch in MlflowBatch.Split([], parameters, tags))
        {
            await client.Runs.LogAsync(run, batch, cancellation);
        }
    }

    /// <summary>Tags as a server takes them: of two with one name the later, since a database refuses both.</summary>
    internal IReadOnlyList<Entry> Tags(IEnumerable<(string Name, string Value)> tags) =>
        [.. tags.Select(tag => Tag(tag.Name, tag.Value)).GroupBy(tag => tag.Key, StringComparer.Ordinal).Select(same => same.Last())];

    /// <summary>A tag as a server takes it.</summary>
    internal Entry Tag(string name, string value) => new(MlflowName.Of(name), MlflowLimits.Cut(mask.Apply(value), MlflowLimits.TagValue));

    /// <summary>The params of a trial as a server takes them.</summary>
    internal IEnumerable<Entry> Params(TrialContext trial) => trial.Arguments.Select(argument =>
        new Entry(MlflowName.Of(argument.Key), MlflowLimits.Cut(mask.Apply(argument.Value), MlflowLimits.ParamValue, WholeConfig)));
}
