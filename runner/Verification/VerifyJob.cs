using ExperimentRunner.Hosting;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Verification;

/// <summary>
/// Measures claims: runs, continues or reuses one trial a seed, and judges. What is finished is kept trial by trial and config by
/// config, so an interrupted verification goes on where it was.
/// </summary>
internal sealed class VerifyJob(VerifyOrder order, TrialPlanner planner, TrialRunner runner, WorkerSlot slot, StopRequest stop, INotices notices) : IRunnerJob
{
    public async Task<int> RunAsync()
    {
        var rows = new List<ClaimRow>();
        foreach (var config in order.Configs)
        {
            var measured = await MeasureAsync(config);
            if (stop.Soon.IsCancellationRequested)
            {
                notices.Inform("interrupted; the same command goes on from here");
                return ExitCodes.Interrupted;
            }

            rows.AddRange(measured);
            order.Results?.Keep(measured);
        }

        order.Table.Write(rows);
        return rows.Exists(row => row.Verdict is Verdict.Missed or Verdict.Failed) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private async Task<ClaimRow[]> MeasureAsync(ClaimedConfig config)
    {
        var judge = ClaimJudge.Here(config);
        var measured = new List<TrialMeasurement>();
        foreach (var trial in config.Trials.Take(judge.Seeds))
        {
            var (state, obstacle) = await FinishAsync(config, trial);
            if (obstacle is not null)
            {
                return judge.Judge(measured, obstacle);
            }

            measured.Add(TrialMeasurement.Read(order.Runs.Run(trial.Name).Trial(state.Trial), state));
        }

        return judge.Judge(measured, obstacle: "");
    }

    /// <summary>A trial with nothing left to do, or what is in the way of one.</summary>
    private async Task<(TrialState Trial, string? Obstacle)> FinishAsync(ClaimedConfig config, LoadedExperiment experiment)
    {
        if (!order.IsFresh && planner.FindFinal(experiment) is { } finished)
        {
            notices.Inform($"{config.Path}, seed {experiment.Experiment.Train.Seed}: trial {finished.Trial} is finished and counts");
            return (finished, null);
        }

        using var claim = order.IsFresh ? planner.CreateFresh(experiment) : planner.ContinueOrCreate(experiment);
        var context = await planner.DescribeAsync(claim, experiment);
        var ended = await runner.RunAsync(slot, claim, context, limit: null, stop);
        return (claim.State, claim.State.IsFinal ? null : ended.Reason ?? $"the trial ended as {ended.Outcome}");
    }
}
