using ExperimentRunner.Tests.Runner.Ledger;
using CsCheck;
using ExperimentRunner.Commands;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.TensorBoard;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.EndToEnd;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;
using System.Text.Json;
using System.Text;

namespace ExperimentRunner.Tests.Runner.Projections.TensorBoard;

public sealed class TensorBoardTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_event_file_holds_what_the_ledger_has()
    {
        var trial = Trial();
        Write(trial, 1,
            Scalars(1, 0.5), Scalars(2, double.NaN),
            new TableLogged(2, "val/confusion", new MetricTable(["a", "b"], ["a", "b"], [[1, 2], [3, 4.5]])) { Time = At(2) },
            new ImagesLogged(0, "train/samples", [new LoggedImage("a", 1, 2, 3, new byte[6])]) { Time = At(1) },
            new TextsLogged(2, "val/answers", ["one", "two " + Secret]) { Time = At(2) },
            new AudioLogged(2, "val/sound", 8000, new byte[] { 1, 0, 2, 0 }) { Time = At(2) },
            new HistogramLogged(2, "weights", [0, 1, 2], [3, 4]) { Time = At(2) });
        Place().Begin(trial, []).End(JournalTests.Ended(trial.State.Trial, 1, TrainingOutcome.Complete));

        var events = EventFileParser.Read(FileOf(trial));
        events[0].Text(3).Should().Be("brain.Event:2");
        var values = events.Where(made => made.Has(5)).SelectMany(made => made.Inner(5).Inners(1).Select(value => (Event: made, Value: value))).ToLookup(made => made.Value.Text(1));
        values["train/loss"].Select(made => (made.Event.One<double>(1), made.Event.One<long>(2), made.Value.One<float>(2))).Should().Equal(
            (At(1).ToUnixTimeMilliseconds() / 1000.0, 1, 0.5f), (At(2).ToUnixTimeMilliseconds() / 1000.0, 2, float.NaN));
        Strings(values["val/confusion"].Single().Value).Should().Equal("| | a | b |\n|---|---|---|\n| a | 1 | 2 |\n| b | 3 | 4.5 |\n");
        Strings(values["val/answers"].Single().Value).Should().Equal("one", "two (hidden)");
        var image = values["train/samples"].Single().Value.Inner(4);
        image.One<byte[]>(4).AsSpan(1, 3).ToArray().Should().Equal("PNG"u8.ToArray());
        image.One<long>(1).Should().BePositive();
        var audio = values["val/sound"].Single().Value.Inner(6);
        (audio.One<float>(1), audio.One<long>(2), audio.One<long>(3), audio.Text(5)).Should().Be((8000f, 1, 2, "audio/wav"));
        audio.One<byte[]>(4).Should().HaveCount(48).And.EndWith(new byte[] { 1, 0, 2, 0 });
        var histogram = values["weights"].Single().Value.Inner(5);
        histogram.One<double>(3).Should().Be(7);
        EventFileParser.Doubles(histogram.One<byte[]>(6)).Should().Equal(1, 2);
        EventFileParser.Doubles(histogram.One<byte[]>(7)).Should().Equal(3, 4);

        var start = Plugin(values["_hparams_/session_start_info"].Single().Value, "hparams").Inner(3);
        start.Inners(1).ToDictionary(given => given.Text(1), given => given.Inner(2).Has(2) ? given.Inner(2).One<double>(2) : (object)given.Inner(2).Text(3))
            .Should().BeEquivalentTo(new Dictionary<string, object> { ["optimizer.lr"] = 0.1, ["model"] = "mlp" });
        Plugin(values["_hparams_/session_end_info"].Single().Value, "hparams").Inner(4).One<long>(1).Should().Be(1);
    }

    /// <summary>A kill leaves more in the file than is known of: whatever it is, the next runner gives the file that an undisturbed one does.</summary>
    [Fact]
    public void Kills_at_any_byte_leave_no_trace() => Gen.Select(Gen.Int[1, 6].Array[1, 4], Gen.Byte.Array[0, 40]).Sample(
        (parts, torn) =>
        {
            var (disturbed, whole) = (Trial(), Trial());
            var step = 0;
            foreach (var part in parts)
            {
                var events = Enumerable.Range(0, part).Select(_ => (TrainingEvent)Scalars(++step, step)).ToArray();
                Write(disturbed, 1, events);
                Write(whole, 1, events);
                Place().Begin(disturbed, []); // is killed: nothing more is asked of it
                Append(FileOf(disturbed), torn);
            }

            var end = JournalTests.Ended(disturbed.State.Trial, 1, TrainingOutcome.Complete);
            Place().Begin(disturbed, []).End(end);
            Place().Begin(whole, []).End(end);
            File.ReadAllBytes(FileOf(disturbed)).Should().Equal(File.ReadAllBytes(FileOf(whole)));
        },
        iter: 20);

    [Fact]
    public void What_a_later_attempt_does_again_is_there_once()
    {
        var trial = Trial();
        var kept = Write(trial, 1, Scalars(1, 1), Scalars(2, 2));
        Write(trial, 1, Scalars(3, 3));
        Place().Begin(trial, []);
        var resumed = new AttemptState(JournalTests.Started(trial.State.Trial, 2) with { ResumesFrom = new ResumePoint(1, 2, kept) }, null);
        Write(trial, 2, Scalars(3, 3), Scalars(4, 4));
        Place().Begin(trial with { State = trial.State with { Attempts = [.. trial.State.Attempts, resumed] } }, []);

        EventFileParser.Read(FileOf(trial)).Where(made => made.Has(5) && made.Inner(5).Inners(1).Any(value => value.Text(1) == "train/loss"))
            .Select(made => made.One<long>(2)).Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void A_trial_that_did_not_ask_has_none()
    {
        var trial = Trial(isWanted: false);
        Write(trial, 1, Scalars(1, 1));
        Place().Begin(trial, []).End(JournalTests.Ended(trial.State.Trial, 1, TrainingOutcome.Complete));
        File.Exists(FileOf(trial)).Should().BeFalse();
    }

    [Fact]
    public async Task A_finished_run_is_shown_later_and_again_where_its_file_was_deleted()
    {
        using var made = new MadeRuns();
        made.Add(1, steps: 5, scalars: 2);
        var file = FileOf(made.Runs.Experiment(MadeRuns.Name).Trial("0001-aaaaaaaa"));
        byte[]? before = null;
        for (var time = 0; time < 3; time++)
        {
            var result = await CommandLine.RunAsync("sync", "--to", "tensorboard", "--runs", made.Runs.Path);
            result.Should().Match<CommandLine.Result>(done => done.ExitCode == 0 && done.Out == "made/0001-aaaaaaaa: the event files for TensorBoard are there\n");
            File.ReadAllBytes(file).Should().Equal(before ??= File.ReadAllBytes(file));
            if (time == 1)
            {
                File.Delete(file);
            }
        }

        EventFileParser.Read(file).Count(made => made.Has(5) && made.Inner(5).Inners(1).Any(value => value.Text(1) == "train/m0")).Should().Be(5);
    }

    [Fact]
    public async Task A_run_asks_for_it_in_its_config()
    {
        using var place = new Workplace("tracking: {tensorboard: true}");
        (await place.RunAsync("run", Workplace.Config, "train.duration=9it")).ExitCode.Should().Be(0);

        var tags = EventFileParser.Read(FileOf(place.Trial())).Where(made => made.Has(5)).SelectMany(made => made.Inner(5).Inners(1).Select(value => value.Text(1))).ToHashSet();
        tags.Should().Contain(["train/loss", "val/accuracy", "test/accuracy", "epoch", "train/samples", "_hparams_/session_start_info", "_hparams_/session_end_info"]);
    }

    private static LocalProjection Place() => new(new TensorBoardPlace(new SecretMask([KeyValuePair.Create("MY_TOKEN", Secret)])));

    private static string FileOf(TrialContext trial) => FileOf(trial.Folder);

    private static string FileOf(TrialFolder trial) => Path.Combine(trial.Path, "tensorboard", "events.out.tfevents.0000000001.experiment");

    private static DateTimeOffset At(long step) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(step);

    private static ScalarsLogged Scalars(long step, double loss) => new(step, null, new Dictionary<string, double> { ["train/loss"] = loss }, 5) { Time = At(step) };

    private static EventFileParser.Message Plugin(EventFileParser.Message value, string name)
    {
        var data = value.Inner(9).Inner(1);
        data.Text(1).Should().Be(name);
        return data.Inner(2);
    }

    private static IEnumerable<string> Strings(EventFileParser.Message value)
    {
        Plugin(value, "text");
        var tensor = value.Inner(8);
        tensor.One<long>(1).Should().Be(7, "DT_STRING");
        tensor.Inner(2).Inner(2).One<long>(1).Should().Be(tensor.All<byte[]>(8).Count());
        return tensor.All<byte[]>(8).Select(Encoding.UTF8.GetString);
    }

    private static void Append(string file, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Append);
        stream.Write(bytes);
    }

    /// <returns>The length of the file then.</returns>
    private static long Write(TrialContext trial, int attempt, params TrainingEvent[] events)
    {
        var file = trial.Folder.Attempt(attempt).EventsFile;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllLines(file, events.Select(one => JsonSerializer.Serialize(one, TrackingJson.Default.TrainingEvent)));
        return new FileInfo(file).Length;
    }

    private TrialContext Trial(bool isWanted = true)
    {
        var made = MadeTrial.Of(Path.Combine(folder.Path, Guid.NewGuid().ToString("N")), 1, "optimizer.lr=0.1");
        return made with
        {
            Experiment = made.Experiment with { Tracking = new TrackingSettings { Tensorboard = isWanted } },
            Arguments = [KeyValuePair.Create("optimizer.lr", "0.1"), KeyValuePair.Create("model", "mlp")],
        };
    }
}
