using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.Runner.Projections;

/// <summary>Figures that are not finite reach every place where figures are kept.</summary>
public sealed class NotFiniteTests
{
    private const int Steps = 14; // the seventh has NaN, the eleventh an infinity

    [Fact]
    public async Task Figures_that_are_not_finite_are_in_events_lists_files_and_on_a_server()
    {
        using var made = new MadeRuns();
        await using var server = await FakeMlflow.StartAsync();
        var home = made.Runs.Experiment(MadeRuns.Name);
        var id = made.Add(1, Steps, scalars: 1);
        var journal = new JournalFile(home.JournalFile);
        journal.Update(_ => new TrialCreated(MadeRuns.At(0), "0002-cccccccc", "cccccccc", id.Replace('0', 'f'), 1));
        journal.Update(_ => new AttemptStarted(MadeRuns.At(0), "0002-cccccccc", 1, null, ProcessNote.Current));
        journal.Update(_ => new AttemptEnded(
            MadeRuns.At(1), "0002-cccccccc", 1, TrainingOutcome.NotFinite, null, "the loss is NaN", null, null, new Dictionary<string, double> { ["val/loss"] = double.NaN, ["val/mse"] = double.PositiveInfinity }));

        foreach (var line in File.ReadLines(home.Trial("0001-aaaaaaaa").Attempt(1).EventsFile))
        {
            using var parsed = JsonDocument.Parse(line);
        }

        var listed = await CommandLine.RunAsync("runs", "--json", "--runs", made.Runs.Path);
        using var rows = JsonDocument.Parse(listed.Out);
        rows.RootElement.EnumerateArray().Single(row => row.GetRawText().Contains("0002-cccccccc", StringComparison.Ordinal)).GetRawText().Should().Contain("\"NaN\"").And.Contain("\"Infinity\"");
        (await CommandLine.RunAsync("sync", "0001-aaaaaaaa", "--to", "mlruns", "--runs", made.Runs.Path)).ExitCode.Should().Be(0);
        new StrictFileStore(made.Runs.MlrunsFolder).Runs().Single().Metrics["train/m0"].Select(point => point.Value).Should().Contain(double.NaN).And.Contain(double.NegativeInfinity);
        (await CommandLine.RunAsync("sync", "0001-aaaaaaaa", "--to", server.Uri.ToString(), "--runs", made.Runs.Path)).ExitCode.Should().Be(0);
        MadeRuns.AssertWhole(server, id, Steps, 1);
    }
}
