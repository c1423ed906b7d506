using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Ledger;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string EventsPath => Path.Combine(folder.Path, "events.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_event_comes_back_as_it_was()
    {
        TrainingEvent[] events =
        [
            new TrainingStarted(0, 100, 10, "cpu", 2, 12345, new Dictionary<string, long> { ["train"] = 90 }, "ab", "2.10.0"),
            new ScalarsLogged(1, 0.1, Values(("train/loss", double.NaN), ("a", double.PositiveInfinity), ("b", double.NegativeInfinity), ("c", 0.1 + 0.2)), 12.5),
            new TableLogged(1, "val/confusion_matrix", new MetricTable(["x", "y"], ["x", "y"], [[1, 2], [3, 4]])),
            new CheckpointSaved(1, "step-1", true),
            new TrainingEnded(1, TrainingOutcome.NotFinite, "the loss is NaN", null),
        ];
        using (var file = New())
        {
            Array.ForEach(events, file.Write);
        }

        var read = new EventReader(EventsPath).ReadNew();

        read.Should().BeEquivalentTo(events, options => options.RespectingRuntimeTypes().Excluding(trainingEvent => trainingEvent.Time));
        read.Should().OnlyContain(trainingEvent => trainingEvent.Time > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Commit_tells_the_length_of_the_file()
    {
        using var file = New();
        file.Write(Loss(1));
        file.Commit().Should().Be(new FileInfo(EventsPath).Length).And.BeGreaterThan(0);
    }

    [Fact]
    public async Task Events_reach_the_file_by_themselves()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var file = new EventFile(EventsPath, () => flushed.TrySetResult(), TimeProvider.System);
        file.Write(Loss(1));

        await flushed.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        new EventReader(EventsPath).ReadNew().Should().ContainSingle();
    }

    [Fact]
    public void Writing_an_event_allocates_little()
    {
        using var file = New();
        var scalars = Loss(1);
        Write(1000);
        file.Commit();
        Write(1000); // both buffers have grown by now
        file.Commit();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(1000);
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).Should().BeLessThan(600);

        void Write(int count)
        {
            for (var index = 0; index < count; index++)
            {
                file.Write(scalars);
            }
        }
    }

    [Fact]
    public void A_reader_takes_whole_lines_only()
    {
        using (var file = New())
        {
            file.Write(Loss(1));
            file.Write(Loss(2));
        }

        var whole = File.ReadAllBytes(EventsPath);
        File.WriteAllBytes(EventsPath, whole[..^5]);
        var reader = new EventReader(EventsPath);
        Steps(reader.ReadNew()).Should().Equal(1);
        reader.ReadNew().Should().BeEmpty();

        File.WriteAllBytes(EventsPath, whole);
        Steps(reader.ReadNew()).Should().Equal(2);
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_read()
    {
        using (var file = New())
        {
            file.Write(new TrainingEnded(1, TrainingOutcome.Failed, new string('x', 1_000_000), null));
            file.Write(Loss(2));
        }

        new EventReader(EventsPath).ReadNew().Should().HaveCount(2);
    }

    [Fact]
    public void A_damaged_line_is_an_error_with_its_place()
    {
        File.WriteAllText(EventsPath, "nonsense\n");
        new EventReader(EventsPath).Invoking(reader => reader.ReadNew()).Should().Throw<InvalidDataException>().WithMessage($"{EventsPath} is damaged at byte 0: *");
    }

    [Fact]
    public void A_view_leaves_out_what_was_done_again()
    {
        var trial = new TrialFolder(folder.Path);
        var position = Write(trial.Attempt(1), committed: [1, 2, 3], lost: [4, 5]);
        Write(trial.Attempt(2), committed: [], lost: [4]); // died before its first checkpoint
        var state = JournalState.Replay(
        [
            JournalTests.Created("t", 0),
            JournalTests.Started("t", 1),
            JournalTests.Started("t", 2, new ResumePoint(1, 3, position)),
            JournalTests.Started("t", 3, new ResumePoint(1, 3, position)),
        ]).Trials[0];
        var view = new TrialView(trial, state);
        Steps(view.ReadNew()).Should().Equal(1, 2, 3);

        Write(trial.Attempt(3), committed: [4, 5, 6], lost: []);

        Steps(view.ReadNew()).Should().Equal(4, 5, 6);
        Steps(new TrialView(trial, state).ReadNew()).Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void An_attempt_from_the_start_hides_all_before_it()
    {
        var state = JournalState.Replay([JournalTests.Created("t", 0), JournalTests.Started("t", 1), JournalTests.Started("t", 2)]).Trials[0];
        TrialView.Segments(state).Should().Equal((2, null));
    }

    private static long Write(AttemptFolder attempt, long[] committed, long[] lost)
    {
        Directory.CreateDirectory(attempt.Path);
        using var file = new EventFile(attempt.EventsFile, () => { }, TimeProvider.System);
        Array.ForEach(committed, step => file.Write(Loss(step)));
        var position = file.Commit();
        Array.ForEach(lost, step => file.Write(Loss(step)));
        return position;
    }

    private EventFile New() => new(EventsPath, () => { }, TimeProvider.System);

    internal static ScalarsLogged Loss(long step) => new(step, step / 10.0, Values(("train/loss", 1.0 / step)), 100);

    private static Dictionary<string, double> Values(params (string Name, double Value)[] values) => values.ToDictionary(value => value.Name, value => value.Value);

    private static IEnumerable<long> Steps(IReadOnlyList<TrainingEvent> events) => events.OfType<ScalarsLogged>().Select(scalars => scalars.Step);
}
