using ExperimentRunner.Commands;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Components;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Projections.Mlruns;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Ledger;
using System.Text.Json;

namespace ExperimentRunner.Tests.Runner.Projections;

public sealed class MlrunsProjectionTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private static readonly SecretMask Mask = new([KeyValuePair.Create("MY_TOKEN", Secret)]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private RunsFolder Runs => RunsFolder.At(Path.Combine(folder.Path, "runs"));

    [Fact]
    public void A_run_is_what_the_file_store_expects()
    {
        var (artifacts, projection) = (new RunArtifacts(Mask, notices: null), Projection());
        TrainingEvent[] events =
        [
            new TrainingStarted(0, 2, 2, "cpu", 1, 10, new Dictionary<string, long> { ["train"] = 7 }, new string('d', 64), "2.10.0") { Time = At(0) },
            Scalars(1, double.NaN),
            Scalars(2, 1e-7),
            new TableLogged(2, "val/confusion matrix", new MetricTable(["a,b", "c"], ["a,b", "c"], [[1, 2], [3, 4.5]])) { Time = At(2) },
        ];
        var trial = Trial();
        Write(trial.Folder.Attempt(1).EventsFile, events);
        Write(trial.Folder.Attempt(1).SystemFile, Sampled(1, 50), Sampled(2, 60));
        foreach (var observer in (ITrialObserver[])[artifacts, projection])
        {
            var watching = observer.Begin(trial, []);
            watching.Observe(events);
            watching.End(JournalTests.Ended("0001-aaaaaaaa", 1, TrainingOutcome.Complete));
        }

        var run = Store().Runs().Should().ContainSingle().Subject;
        run.Experiment.Should().Be("it_s a name_225db5c7", "a changed name has a mark, so that no two become one");
        run.Status.Should().Be(3);
        run.Metrics["train/loss"].Should().Equal((At(1).ToUnixTimeMilliseconds(), double.NaN, 1), (At(2).ToUnixTimeMilliseconds(), 1e-7, 2));
        run.Params.Should().Contain("optimizer.lr", "0.1").And.Contain(MLflow.Client.MlflowName.Of("odd?key"), "two lines");
        run.Tags.Should().Contain("mlflow.runName", "it's a name 0001").And.Contain("team", "blue");
        File.ReadAllText(Path.Combine(run.Folder, "artifacts", "val", "confusion matrix.csv")).Should().Be(",\"a,b\",c\n\"a,b\",1,2\nc,3,4.5\n");
        run.Tags["mlflow.note.content"].Should().StartWith("see (hidden)\n\n").And.Contain("```yaml\nname: it's a name\n");
        run.Metrics["system/cpu_utilization_percentage"].Should().Equal((At(1).ToUnixTimeMilliseconds(), 50, 0), (At(2).ToUnixTimeMilliseconds(), 60, 1));
        File.Exists(Path.Combine(run.Folder, "artifacts", "config.yaml")).Should().BeTrue();
        Directory.GetFiles(Path.Combine(run.Folder, "artifacts", "images")).Should().HaveCount(2, "the picture and a small copy");
        run.Tags.Should().Contain("mlflow.loggedImages", "true");
    }

    [Fact]
    public void What_is_too_long_is_cut_visibly()
    {
        var trial = Trial();
        trial = trial with { Arguments = [KeyValuePair.Create("long", new string('x', 7000))], Experiment = trial.Experiment with { Notes = new string('y', 9000) } };
        Projection().Begin(trial, []);

        var run = Store().Runs().Should().ContainSingle().Subject;
        run.Params["long"].Should().HaveLength(6000).And.EndWith("… [cut: 7000 characters; all of it: artifact config.yaml]");
        run.Tags["mlflow.note.content"].Should().HaveLength(8000).And.Contain("… [cut: ");
    }

    [Fact]
    public void A_successor_replaces_what_was_lost_and_done_again()
    {
        var trial = Trial();
        var events = trial.Folder.Attempt(1).EventsFile;
        var kept = Write(events, Scalars(1, 1), Scalars(2, 2));
        Write(events, Scalars(3, 3), new ScalarsLogged(3, null, new Dictionary<string, double> { ["val/lost"] = 1 }, null) { Time = At(3) });
        var interrupted = JournalTests.Ended("0001-aaaaaaaa", 1, TrainingOutcome.Interrupted);
        Projection().Begin(trial, []).End(interrupted);
        Store().Runs()[0].Status.Should().Be(5);
        Store().Runs()[0].Metrics.Keys.Should().BeEquivalentTo("train/loss", "val/lost");

        var resumed = JournalTests.Started("0001-aaaaaaaa", 2) with { ResumesFrom = new ResumePoint(1, 2, kept) };
        var second = Projection().Begin(trial with { State = new TrialState(trial.State.Created, [trial.State.Attempts[0] with { Ended = interrupted }, new AttemptState(resumed, null)]) }, []);
        Store().Runs()[0].Status.Should().Be(1);
        Write(trial.Folder.Attempt(2).EventsFile, Scalars(3, 3.5), Scalars(3, 9), Scalars(4, 4));
        second.End(JournalTests.Ended("0001-aaaaaaaa", 2, TrainingOutcome.Complete));

        var run = Store().Runs().Should().ContainSingle().Subject;
        run.Metrics.Keys.Should().Equal("train/loss");
        run.Metrics["train/loss"].Select(point => (point.Step, point.Value)).Should().Equal((1, 1), (2, 2), (3, 3.5), (4, 4));
    }

    [Fact]
    public void A_name_that_would_be_the_folder_of_another_stops_nothing()
    {
        var projection = Projection();
        var trial = Trial();
        trial = trial with { Experiment = trial.Experiment with { Tags = new Dictionary<string, string> { ["a"] = "x", ["a/b"] = "y", ["c/d"] = "z", ["c"] = "w" } } };
        projection.Begin(trial, []);
        Write(trial.Folder.Attempt(1).EventsFile, new ScalarsLogged(1, null, new Dictionary<string, double> { ["val/loss"] = 1, ["val/loss/a"] = 2, ["val"] = 3 }, null) { Time = At(1) });
        projection.Begin(trial, []).End(JournalTests.Ended("0001-aaaaaaaa", 1, TrainingOutcome.Complete));

        var run = Store().Runs().Should().ContainSingle().Subject;
        run.Status.Should().Be(3);
        run.Tags.Should().Contain("a", "x").And.Contain("a:b", "y").And.Contain("c/d", "z").And.Contain("c:", "w");
        run.Metrics.Keys.Should().BeEquivalentTo("val/loss", "val:loss:a", "val:");
    }

    [Fact]
    public void Two_runners_of_a_name_share_one_experiment()
    {
        var trials = Enumerable.Range(0, 8).Select(index => Trial(run: $"{index:x32}")).ToArray();
        Parallel.ForEach(trials, trial => Projection().Begin(trial, []));
        Store().Runs().Should().HaveCount(8);
        Directory.GetDirectories(Runs.MlrunsFolder).Should().HaveCount(2, "one experiment and .trash");
    }

    [Fact]
    public void An_experiment_that_stands_under_another_id_is_used()
    {
        var other = Path.Combine(Runs.MlrunsFolder, "123");
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "meta.yaml"), "artifact_location: file:///x\ncreation_time: 1\nexperiment_id: '123'\nlast_update_time: 1\nlifecycle_stage: active\nname: it_s plain\n");

        Projection().Begin(Trial(name: "it_s plain"), []);

        Store().Runs().Should().ContainSingle().Which.Folder.Should().StartWith(other);
    }

    /// <summary>Adds events to a file.</summary>
    /// <returns>The length of the file then.</returns>
    private static long Write(string file, params TrainingEvent[] events)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllLines(file, events.Select(one => JsonSerializer.Serialize(one, TrackingJson.Default.TrainingEvent)));
        return new FileInfo(file).Length;
    }

    private static SystemSampled Sampled(long step, double use) => new(new Dictionary<string, double> { ["cpu_utilization_percentage"] = use }) { Time = At(step) };

    private StrictFileStore Store() => new(Runs.MlrunsFolder);

    private static LocalProjection Projection() => new(new MlrunsPlace(Mask, TimeProvider.System));

    private static DateTimeOffset At(long step) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(step);

    private static ScalarsLogged Scalars(long step, double loss) => new(step, null, new Dictionary<string, double> { ["train/loss"] = loss }, 5) { Time = At(step) };

    private TrialContext Trial(string? run = null, string name = "it's a name")
    {
        var created = JournalTests.Created("0001-aaaaaaaa", 0) with { Time = At(0) };
        var trial = new TrialContext
        {
            Name = name,
            Runs = Runs,
            State = new TrialState(run is null ? created : created with { RunId = run }, [new AttemptState(JournalTests.Started("0001-aaaaaaaa", 1), null)]),
            Experiment = new Experiment
            {
                Notes = $"see {Secret}",
                Tags = new Dictionary<string, string> { ["team"] = "blue" },
                Train = new TrainSettings { Duration = Duration.Steps(2) },
            },
            Arguments = [KeyValuePair.Create("dataset", "digits"), KeyValuePair.Create("optimizer.lr", "0.1"), KeyValuePair.Create("odd?key", "two\nlines")],
            Environment = new EnvironmentRecord
            {
                Time = At(0), Command = "experiment run", Folder = "/", User = "me", Host = "node3", Versions = new Dictionary<string, string>(), System = "Linux",
                Processor = "one", Cores = 2, Memory = 1, Threads = 1, Seed = 0,
            },
        };
        AtomicFile.Write(trial.Folder.ConfigFile, $"name: {name}\n");
        return trial;
    }
}
