using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Tests.Runner.Sweeps;

/// <summary>A made sweep whose trials train epoch by epoch, in whatever order; some end early by themselves, and its runner is killed now and then.</summary>
/// <param name="sweep">The sweep, of nine epochs a trial.</param>
/// <param name="slots">How many trials train at a time.</param>
/// <param name="endings">After which epoch each trial ends by itself; 0 for none.</param>
/// <param name="scores">The objective of each trial after each of nine epochs.</param>
internal sealed class Race(MadeSweep sweep, int slots, IReadOnlyList<int> endings, IReadOnlyList<int> scores)
{
    private const int Epochs = 9;
    private const int Kill = 0;

    private readonly List<(SweepTrial Trial, int Epoch)> running = [];
    private readonly Dictionary<int, int> seen = [];

    public SweepScheduler Scheduler { get; private set; } = null!;

    /// <summary>The best score of all evaluations.</summary>
    public double BestSeen => seen.Values.Max();

    /// <summary>Runs it to its end.</summary>
    /// <param name="moves">Who goes on next, again and again from the front; 0 kills the runner, the first time round.</param>
    public void Run(IReadOnlyList<int> moves)
    {
        Begin();
        for (var move = 0; Fill(); move++)
        {
            if (move < moves.Count && moves[move] == Kill)
            {
                Begin();
            }
            else
            {
                Advance(moves[move % moves.Count] % running.Count);
            }
        }

        Scheduler.IsOver.Should().BeTrue();
        Scheduler.SettleRest();
    }

    private void Begin()
    {
        running.Clear();
        Scheduler = sweep.Begin();
    }

    /// <returns>Whether anything trains.</returns>
    private bool Fill()
    {
        while (running.Count < slots && Scheduler.Next() is { } next)
        {
            running.Add((next, (int)Math.Round(next.Done * Epochs)));
        }

        if (Scheduler.IsOver)
        {
            var spares = running.FindAll(entry => entry.Trial.IsSpare);
            running.RemoveAll(spares.Contains);
            spares.ForEach(entry => Scheduler.EndSpare(entry.Trial));
            return spares.Count > 0 ? Fill() : running.Count > 0;
        }

        return running.Count > 0;
    }

    private void Advance(int place)
    {
        var (trial, epoch) = (running[place].Trial, running[place].Epoch + 1);
        running.RemoveAt(place);
        var score = scores[(trial.Number * Epochs) + epoch - 1];
        seen[trial.Number] = Math.Max(score, seen.GetValueOrDefault(trial.Number, score));
        var (done, rung) = ((double)epoch / Epochs, Scheduler.NextRung(trial));
        var verdict = Scheduler.Judge(trial, epoch, done >= rung ? rung : done, score);
        if (epoch == Epochs || epoch == endings[trial.Number])
        {
            Scheduler.Settle(trial, SweepTrialStatus.Complete, seen[trial.Number], reason: null);
        }
        else if (verdict == PruningVerdict.Continue)
        {
            running.Insert(place, (trial, epoch));
        }
    }
}
