using ExperimentRunner.Output;
using MLflow.Client;

namespace ExperimentRunner.Projections.Server;

/// <summary>Whether a server answers; tells the user once when that changes.</summary>
/// <param name="server">The server.</param>
/// <param name="notices">Takes lines for the user.</param>
/// <param name="clock">The clock.</param>
internal sealed class ServerHealth(Uri server, INotices notices, TimeProvider clock)
{
    private const int Named = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private long awaySince;

    /// <summary>Whether the last request failed.</summary>
    internal bool IsAway { get; private set; }

    /// <summary>How long no request has succeeded.</summary>
    internal TimeSpan AwayFor => IsAway ? clock.GetElapsedTime(awaySince) : TimeSpan.Zero;

    /// <summary>How long to wait before the next request to a server that is away.</summary>
    internal TimeSpan Pause { get; private set; } = FirstPause;

    internal void Answered()
    {
        if (IsAway)
        {
            notices.Inform($"{server} answers again");
        }

        (IsAway, Pause) = (false, FirstPause);
    }

    internal void Failed(MlflowException failure)
    {
        if (!IsAway)
        {
            awaySince = clock.GetTimestamp();
            notices.Warn($"{failure.Message.TrimEnd('.')}; no run waits for it, and what is missing there follows as soon as it answers");
        }
        else
        {
            Pause = TimeSpan.FromTicks(Math.Min(Pause.Ticks * 2, LongestPause.Ticks));
        }

        IsAway = true;
    }

    /// <summary>The last word, when something could not be sent.</summary>
    internal void TellWhatIsLeft(IReadOnlyList<LedgerTrial> trials)
    {
        if (trials.Count > 0)
        {
            var names = string.Join(", ", trials.Take(Named).Select(trial => trial.Title)) + (trials.Count > Named ? ", …" : "");
            var count = FormattableString.Invariant($"{trials.Count} {(trials.Count == 1 ? "run" : "runs")}");
            notices.Warn($"{server} lacks something of {count} ({names}): the next command sends it, and so does 'experiment sync'");
        }
    }
}
