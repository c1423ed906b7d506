using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Viewing;

/// <summary>Brings all runs of a folder to a server, and from then on every run that begins or goes on, until it is cancelled.</summary>
/// <param name="runs">The folder of all runs.</param>
/// <param name="client">The server.</param>
/// <param name="store">By what the server is known again.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class RunFollower(RunsFolder runs, MlflowClient client, Uri store, INotices notices) : IDisposable
{
    private const int MostAtOnce = 64; // each holds files open

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ServerQueue queue = new(new ServerProjection(client, SecretMask.OfThisProcess, store), notices, "experiment ui");
    private readonly ServerHealth health = new(client.Address, notices, TimeProvider.System);
    private readonly Dictionary<string, FollowedRun> followed = new(StringComparer.Ordinal);
    private readonly LinkedList<LedgerTrial> waiting = new();
    private readonly HashSet<LedgerTrial> brought = [];
    private bool isTold;

    /// <summary>Follows the folder.</summary>
    internal async Task FollowAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Look();
            if (!await StepAsync(cancellation) && waiting.Count == 0)
            {
                TellOnce();
                await Task.Delay(health.IsAway ? health.Pause : Pause, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();

    /// <summary>Looks for what is new in the folder; the newest runs are brought first.</summary>
    private void Look()
    {
        foreach (var home in runs.Experiments())
        {
            if (!followed.TryGetValue(home.Name, out var known))
            {
                followed.Add(home.Name, known = new FollowedRun(home, notices));
            }

            foreach (var trial in known.Changed())
            {
                waiting.AddFirst(trial);
                brought.Add(trial);
            }
        }

        var room = MostAtOnce - queue.Trials.Count();
        for (var next = waiting.First; next is not null && room > 0; room--)
        {
            queue.Add(next.Value);
            waiting.Remove(next);
            next = waiting.First;
        }
    }

    /// <returns>Whether there is more to send at once.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        try
        {
            var isMore = await queue.StepAsync(cancellation);
            health.Answered();
            return isMore;
        }
        catch (MlflowException failure)
        {
            health.Failed(failure);
            return false;
        }
    }

    private void TellOnce()
    {
        if (!isTold && !health.IsAway)
        {
            isTold = true;
            notices.Inform(brought.Count switch
            {
                0 => $"There are no runs in {runs.Path} yet; each appears when it begins.",
                1 => "The one run is there; new ones appear when they begin.",
                var count => FormattableString.Invariant($"All {count} runs are there; new ones appear when they begin."),
            });
        }
    }
}
