using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Sweeps.Display;
using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Sweeps.Slots;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Sweeps.Display;

public sealed class SweepReportTests
{
    [Theory]
    [InlineData("finished", SweepTrialStatus.Complete, SweepTrialStatus.Pruned, 0)]
    [InlineData("stopped", SweepTrialStatus.Complete, SweepTrialStatus.Running, 130)]
    [InlineData("failed", SweepTrialStatus.Complete, SweepTrialStatus.Failed, 1)]
    [InlineData("all-failed", SweepTrialStatus.Failed, SweepTrialStatus.Failed, 1)]
    public void The_end_of_a_sweep_says_what_came_out_and_what_to_do_next(string end, SweepTrialStatus first, SweepTrialStatus others, int exitCode)
    {
        using var sweep = new MadeSweep { Points = 3 };
        var scheduler = sweep.Begin();
        SweepTrial[] trials = [scheduler.Next()!, scheduler.Next()!, scheduler.Next()!];
        foreach (var (trial, status) in trials.Zip((SweepTrialStatus[])[first, others, others]).Where(settled => settled.Second != SweepTrialStatus.Running))
        {
            scheduler.Settle(trial, status, status == SweepTrialStatus.Failed ? null : 0.9 - (trial.Number * 0.1), reason: null);
        }

        var order = new SweepOrder(sweep.Plan, new SlotPlan([new Slot(1, "cpu", "")], Threads: 1), RunsFolder.At("runs"), IsFresh: false);
        using var output = new StringWriter();
        var report = new SweepReport(order, new Terminal(output, output, IsInteractive: true) { Width = () => 80 });

        report.Write(new SweepOutcome(sweep.Plan, scheduler.Trials), exhausted: null, busy: 0.5, isStopped: others == SweepTrialStatus.Running).Should().Be(exitCode);

        GoldenFile.Check(output.ToString(), $"Screens/end-{end}.txt");
    }
}
