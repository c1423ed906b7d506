using System.Globalization;
using System.Net;

namespace MLflow.Client;

/// <summary>Runs of a server.</summary>
public sealed class MlflowRuns
{
    private const int RunsInPage = 100; // each with its tags, of which some are long
    private const int MetricsInPage = 10_000; // without a number a server gives an empty list

    private readonly MlflowConnection connection;

    internal MlflowRuns(MlflowConnection connection) => this.connection = connection;

    /// <summary>
    /// Creates a run. Never repeated by itself: when <see cref="MlflowException.IsOutcomeUnknown"/>, search for a tag that
    /// identifies the run before trying again.
    /// </summary>
    public async Task<Run> CreateAsync(NewRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var body = new CreateRun(run.ExperimentId, run.UserId, run.RunName, run.StartTime, run.Tags);
        return (await connection.CreateAsync("runs/create", body, WireJson.Default.CreateRun, WireJson.Default.RunAnswer, cancellation).ConfigureAwait(false)).Run;
    }

    /// <summary>A run with the last value of each of its metrics.</summary>
    public async Task<Run> GetAsync(string run, CancellationToken cancellation) =>
        (await connection.GetAsync("runs/get", WireJson.Default.RunAnswer, cancellation, ("run_id", run)).ConfigureAwait(false)).Run;

    /// <summary>Sets where a run stands; going back to <see cref="RunStatus.Running"/> is allowed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Where it stands.</param>
    /// <param name="endTime">Milliseconds since 1970, UTC; null while it runs.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task UpdateAsync(string run, RunStatus status, long? endTime, CancellationToken cancellation) =>
        connection.PostAsync("runs/update", new UpdateRun(run, status, endTime), WireJson.Default.UpdateRun, cancellation);

    /// <summary>Runs that a filter fits, page after page.</summary>
    /// <param name="experiments">Where to search.</param>
    /// <param name="filter">In MLflow's language, such as <c>tags.`a` = 'b'</c>.</param>
    /// <param name="cancellation">Cancels.</param>
    public IAsyncEnumerable<Run> SearchAsync(IReadOnlyList<string> experiments, string filter, CancellationToken cancellation = default) => Pages.ReadAsync(
        async page =>
        {
            var found = await connection.PostAsync("runs/search", new SearchRuns(experiments, filter, RunsInPage, page), WireJson.Default.SearchRuns, WireJson.Default.FoundRuns, cancellation).ConfigureAwait(false);
            return (found.Runs, found.NextPageToken);
        },
        cancellation);

    /// <summary>
    /// Logs one batch, as <see cref="MlflowBatch.Split"/> makes them. One with metrics is never repeated by itself when
    /// <see cref="MlflowException.IsOutcomeUnknown"/>: some servers keep a metric twice that is sent twice, so read its history first.
    /// </summary>
    public Task LogAsync(string run, MlflowBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var body = new LogBatch(run, batch.Metrics, batch.Params, batch.Tags);
        return batch.Metrics.Count == 0
            ? connection.PostAsync("runs/log-batch", body, WireJson.Default.LogBatch, cancellation)
            : connection.PostOnceAsync("runs/log-batch", body, WireJson.Default.LogBatch, cancellation);
    }

    /// <summary>All values of a metric, page after page.</summary>
    public IAsyncEnumerable<Metric> HistoryAsync(string run, string metric, CancellationToken cancellation = default) => Pages.ReadAsync(
        async page =>
        {
            var found = await connection.GetAsync(
                "metrics/get-history", WireJson.Default.MetricHistory, cancellation, ("run_id", run), ("metric_key", metric), ("max_results", MetricsInPage.ToString(CultureInfo.InvariantCulture)), ("page_token", page)).ConfigureAwait(false);
            return (found.Metrics, found.NextPageToken);
        },
        cancellation);

    /// <summary>Links data sets to a run.</summary>
    public Task LogInputsAsync(string run, IReadOnlyList<DatasetInput> datasets, CancellationToken cancellation) =>
        connection.PostAsync("runs/log-inputs", new LogInputs(run, datasets), WireJson.Default.LogInputs, cancellation);

    /// <summary>Links a logged model to the run that made it; a second time nothing happens.</summary>
    public async Task LogOutputAsync(string run, string model, long step, CancellationToken cancellation)
    {
        try
        {
            await connection.PostAsync("runs/outputs", new LogOutputs(run, [new ModelOutput(model, step)]), WireJson.Default.LogOutputs, cancellation).ConfigureAwait(false);
        }
        catch (MlflowException refused) when (refused.Status == HttpStatusCode.BadRequest)
        {
            // A server refuses a link that it has. Codes and words for it differ from database to database.
            var found = await connection.GetAsync("runs/get", WireJson.Default.OutputsAnswer, cancellation, ("run_id", run)).ConfigureAwait(false);
            if (!found.Run.Outputs.ModelOutputs.Any(output => output.ModelId == model))
            {
                throw;
            }
        }
    }
}
