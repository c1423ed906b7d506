using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Stopping;
using ExperimentRunner.Trials;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Verification;

/// <summary>
/// Measures claims: runs, continues or reuses one trial a seed, and judges. What is finished is kept trial by trial and config by
/// config, so an interrupted verification goes on where it was.
/// </summary>
internal sealed class Verifier(VerifyOrder order, TrialPlanner planner, TrialRunner runner, StopRequest stop, INotices notices)
{
    /// <summary>Measures, and shows the table.</summary>
    /// <returns>The program's exit code.</returns>
    internal async Task<int> RunAsync()
    {
        var rows = new List<ClaimRow>();
        foreach (var config in order.Configs)
        {
            var measured = await MeasureAsync(config);
            if (stop.Soon.IsCancellationRequested)
            {
                notices.Inform("interrupted; the same command continues from here");
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
        await using var slot = new WorkerSlot(config.Experiment.Launcher, Slot.Everything);
        var measured = new List<TrialMeasurement>();
        foreach (var trial in config.Trials.Take(judge.Seeds))
        {
            var about = $"{config.Path}, seed {trial.Experiment.Train.Seed}";
            try
            {
                var (state, obstacle, wasFinished) = await FinishAsync(trial, slot);
                if (obstacle is not null)
                {
                    notices.Inform($"{about}: {obstacle.Split('\n')[0]}");
                    return judge.Judge(measured, obstacle);
                }

                measured.Add(TrialMeasurement.Read(order.Runs.Experiment(trial.Name).Trial(state.Trial), state));
                notices.Inform($"{about}: {Figures(config, measured[^1])}{(wasFinished ? $"; trial {state.Trial} is finished and counts" : "")}");
            }
            catch (RunnerException failure)
            {
                notices.Inform($"{about}: {failure.Message}");
                return judge.Judge(measured, failure.Message); // such as another runner that has it; the other configs can be measured
            }
        }

        return judge.Judge(measured, obstacle: "");
    }

    private static string Figures(ClaimedConfig config, TrialMeasurement trial) => string.Join(", ", config.Claims.Keys.Where(trial.Values.ContainsKey)
        .Select(metric => $"{metric} {Measure.Number(trial.Values[metric])}").Append(Measure.Time(trial.Took)));

    /// <summary>A trial with nothing left to do, or what is in the way of one.</summary>
    private async Task<(TrialState Trial, string? Obstacle, bool WasFinished)> FinishAsync(LoadedExperiment experiment, WorkerSlot slot)
    {
        if (!order.IsFresh && planner.FindFinal(experiment) is { } finished)
        {
            return (finished, null, true);
        }

        using var claim = order.IsFresh ? planner.CreateFresh(experiment) : planner.ContinueOrCreate(experiment);
        var context = await planner.DescribeAsync(claim, experiment);
        var ended = await runner.RunAsync(slot, claim, context, limit: null, stop);
        return (claim.State, claim.State.IsFinal ? null : ended.Reason ?? $"the trial ended as {ended.Outcome}", false);
    }
}
