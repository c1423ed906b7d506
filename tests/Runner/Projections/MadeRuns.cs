using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.FakeServer;

namespace ExperimentRunner.Tests.Runner.Projections;

/// <summary>Finished trials as a runner leaves them, without training.</summary>
internal sealed class MadeRuns : IDisposable
{
    internal const string Name = "made";
    internal const string Secret = "tracking-secret-1234";

    private readonly TemporaryFolder folder = new();

    internal RunsFolder Runs => RunsFolder.At(System.IO.Path.Combine(folder.Path, "runs"));

    internal string Path => folder.Path;

    public void Dispose() => folder.Dispose();

    /// <summary>Adds a trial that logged some scalars a step.</summary>
    /// <returns>Its id in MLflow, by which a server knows it too.</returns>
    internal string Add(int number, int steps, int scalars)
    {
        var (run, trial) = (Runs.Experiment(Name), FormattableString.Invariant($"{number:0000}-aaaaaaaa"));
        var runId = FormattableString.Invariant($"{number:x32}");
        var (place, attempt) = (run.Trial(trial), run.Trial(trial).Attempt(1));
        var journal = new JournalFile(run.JournalFile);
        journal.Update(_ => new TrialCreated(At(0), trial, "aaaaaaaabbbb", runId, 1));
        Directory.CreateDirectory(attempt.Path);
        File.WriteAllText(place.ConfigFile, $$"""
            name: {{Name}}
            notes: what **this** is for
            tags: {team: blue}
            dataset: digits
            split: {validation: 0.1, test: 0.2}
            model: mlp
            optimizer: {type: sgd, lr: 0.1}
            loss: cross_entropy
            train: {duration: 5it, seed: {{number}}}
            """);
        File.WriteAllText(place.EnvironmentFile, JsonSerializer.Serialize(Environment, TrackingJson.Default.EnvironmentRecord));
        File.WriteAllText(attempt.LogFile, $"a line with {Secret}\n");
        Write(attempt, steps, scalars);
        journal.Update(_ => new AttemptStarted(At(0), trial, 1, null, ProcessNote.Current));
        journal.Update(_ => new AttemptEnded(At(steps), trial, 1, TrainingOutcome.Complete, null, null, steps, null, new Dictionary<string, double> { ["train/m0"] = 1 }));
        return runId;
    }

    /// <summary>Every metric is on the server once, in order, and nothing else is.</summary>
    internal static void AssertWhole(FakeMlflow server, string runId, int steps, int scalars)
    {
        var stored = server.Stored.Runs.Should().ContainSingle(run => run.Tags["experiment.run"] == runId).Subject;
        stored.Metrics.Keys.Should().BeEquivalentTo(Enumerable.Range(0, scalars).Select(NameOf).Append("epoch"));
        foreach (var (name, values) in stored.Metrics)
        {
            values.Select(value => value.Step).Should().Equal(Enumerable.Range(1, steps).Select(step => (long)step), "{0} has each step once", name);
            values.Select(value => Finite(value.Value)).Should().Equal(Enumerable.Range(1, steps).Select(step => name == "epoch" ? step / 10.0 : Finite(ValueOf(name, step))), "{0} has its values", name);
        }

        stored.Status.Should().Be("FINISHED");
    }

    internal static DateTimeOffset At(long step) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(step);

    private static EnvironmentRecord Environment => new()
    {
        Time = At(0), Command = "experiment run", Folder = "/", User = "me", Host = "node3", Versions = new Dictionary<string, string>(), System = "Linux",
        Processor = "one", Cores = 2, Memory = 1, Threads = 1, Seed = 0,
    };

    private static string NameOf(int scalar) => FormattableString.Invariant($"train/m{scalar}");

    /// <summary>A database has the largest number in the place of infinity.</summary>
    private static double Finite(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);

    private static double ValueOf(string name, int step) => step % 7 == 0 ? double.NaN : step % 11 == 0 ? double.NegativeInfinity : (name[^1] - '0') + (step / 3.0);

    private static void Write(AttemptFolder attempt, int steps, int scalars)
    {
        using var events = new EventFile(attempt.EventsFile, () => { }, TimeProvider.System);
        events.Write(new TrainingStarted(0, steps, 10, "cpu", 1, 100, new Dictionary<string, long> { ["train"] = 80 }, new string('d', 64), "2.10.0"));
        for (var step = 1; step <= steps; step++)
        {
            events.Write(new ScalarsLogged(step, step / 10.0, Enumerable.Range(0, scalars).ToDictionary(NameOf, scalar => ValueOf(NameOf(scalar), step)), 100));
        }

        events.Write(new TableLogged(steps, "test/confusion_matrix", new MetricTable(["a", "b"], ["a", "b"], [[1, 2], [3, 4]])));
        events.Write(new TrainingEnded(steps, TrainingOutcome.Complete, null, null));
    }
}
