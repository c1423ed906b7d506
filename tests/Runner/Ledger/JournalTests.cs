using CsCheck;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Ledger;

public sealed class JournalTests : IDisposable
{
    private static readonly string[] Identities = [new('a', 64), new('b', 64)];

    private readonly TemporaryFolder folder = new();

    private string JournalPath => Path.Combine(folder.Path, "journal.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var journal = new JournalFile(JournalPath);
        var written = journal.Read();
        foreach (var entry in Scenario([0, 1, 2, 3, 4, 5, 6, 7]))
        {
            written = journal.Update(_ => entry);
        }

        new JournalFile(JournalPath).Read().Should().BeEquivalentTo(written);
    }

    [Fact]
    public void Any_prefix_of_the_file_is_a_state_on_the_way() => Gen.Int[0, 9].Array[1, 12].Sample(choices =>
    {
        File.Delete(JournalPath);
        var journal = new JournalFile(JournalPath);
        var states = new List<string> { Text(journal.Read()) };
        foreach (var entry in Scenario(choices))
        {
            states.Add(Text(journal.Update(_ => entry)));
        }

        var whole = File.ReadAllBytes(JournalPath);
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');
            Text(journal.Read()).Should().Be(states[lines]);
        }
    }, iter: 20, threads: 1);

    [Fact]
    public void The_next_writer_cuts_off_a_torn_line()
    {
        var journal = new JournalFile(JournalPath);
        journal.Update(_ => Created("0001-aaaaaaaa", 0));
        File.AppendAllText(JournalPath, """{"entry":"trial_crea""");

        journal.Update(_ => Created("0002-bbbbbbbb", 1));

        File.ReadAllLines(JournalPath).Should().HaveCount(2);
        journal.Read().Trials.Select(trial => trial.Trial).Should().Equal("0001-aaaaaaaa", "0002-bbbbbbbb");
    }

    [Fact]
    public void A_damaged_line_is_an_error_with_its_place()
    {
        File.WriteAllText(JournalPath, "nonsense\n");

        new JournalFile(JournalPath).Invoking(journal => journal.Read())
            .Should().Throw<InvalidDataException>().WithMessage($"{JournalPath}:1 is damaged: *; restore the file from a copy, or move its folder away");
    }

    [Fact]
    public void Writers_at_once_lose_nothing()
    {
        Parallel.For(0, 4, writer =>
        {
            for (var index = 0; index < 10; index++)
            {
                new JournalFile(JournalPath).Update(state => Created(state.NextTrial(Identities[0]), 0));
            }
        });

        new JournalFile(JournalPath).Read().Trials.Select(trial => trial.Trial)
            .Should().Equal(Enumerable.Range(1, 40).Select(number => $"{number:0000}-aaaaaaaa"));
    }

    [Theory]
    [InlineData(TrainingOutcome.Complete, true, TrialStatus.Finished)]
    [InlineData(TrainingOutcome.NotFinite, true, TrialStatus.Failed)]
    [InlineData(TrainingOutcome.Interrupted, false, TrialStatus.Interrupted)]
    [InlineData(TrainingOutcome.Failed, false, TrialStatus.Failed)]
    [InlineData(TrainingOutcome.OutOfMemory, false, TrialStatus.Failed)]
    [InlineData(TrainingOutcome.Invalid, false, TrialStatus.Failed)]
    public void An_outcome_decides_whether_a_trial_can_go_on(TrainingOutcome outcome, bool isFinal, TrialStatus status)
    {
        var state = JournalState.Replay([Created("0001-aaaaaaaa", 0), Started("0001-aaaaaaaa", 1), Ended("0001-aaaaaaaa", 1, outcome)]);

        state.Trials[0].IsFinal.Should().Be(isFinal);
        state.Trials[0].Status(leaseIsHeld: false).Should().Be(status);
        state.NewestUnfinished(Identities[0]).Should().Be(isFinal ? null : state.Trials[0]);
    }

    [Fact]
    public void A_trial_that_its_sweep_gave_up_is_pruned_until_it_goes_on()
    {
        var pruned = JournalState.Replay([
            Created("0001-aaaaaaaa", 0), new SweepBegun(DateTimeOffset.UnixEpoch, "key", new string('d', 32), 1, false), new TrialAsked(DateTimeOffset.UnixEpoch, "0001-aaaaaaaa", 0, 0, 1, "a=1"),
            Started("0001-aaaaaaaa", 1), Ended("0001-aaaaaaaa", 1, TrainingOutcome.Interrupted), new TrialSettled(DateTimeOffset.UnixEpoch, "0001-aaaaaaaa", SweepTrialStatus.Pruned, 0.5, null)]);

        pruned.Trials[0].Status(leaseIsHeld: false).Should().Be(TrialStatus.Pruned);
        pruned.NewestUnfinished(Identities[0]).Should().Be(pruned.Trials[0]);
        pruned.With(Started("0001-aaaaaaaa", 2)).Trials[0].Status(leaseIsHeld: true).Should().Be(TrialStatus.Running);
        pruned.With(new TrialPromoted(DateTimeOffset.UnixEpoch, "0001-aaaaaaaa")).Trials[0].Status(leaseIsHeld: false).Should().Be(TrialStatus.Interrupted);
    }

    [Fact]
    public void A_trial_without_an_end_runs_only_while_its_lease_is_held()
    {
        var trial = JournalState.Replay([Created("0001-aaaaaaaa", 0), Started("0001-aaaaaaaa", 1)]).Trials[0];

        trial.Status(leaseIsHeld: true).Should().Be(TrialStatus.Running);
        trial.Status(leaseIsHeld: false).Should().Be(TrialStatus.Interrupted);
    }

    [Fact]
    public void Entries_that_contradict_each_other_are_refused()
    {
        JournalState.Replay([Created("0001-aaaaaaaa", 0)]).Invoking(state => state.With(Created("0001-aaaaaaaa", 0))).Should().Throw<InvalidDataException>();
        JournalState.Replay([]).Invoking(state => state.With(Started("0001-aaaaaaaa", 1))).Should().Throw<InvalidDataException>();
        JournalState.Replay([Created("0001-aaaaaaaa", 0)]).Invoking(state => state.With(Ended("0001-aaaaaaaa", 1, TrainingOutcome.Complete)))
            .Should().Throw<InvalidDataException>();
    }

    internal static TrialCreated Created(string trial, int identity) => new(DateTimeOffset.UnixEpoch, trial, Identities[identity], new string('c', 32), 1);

    internal static AttemptStarted Started(string trial, int attempt, ResumePoint? resume = null) =>
        new(DateTimeOffset.UnixEpoch, trial, attempt, resume, new ProcessNote(4711, "node3"));

    internal static AttemptEnded Ended(string trial, int attempt, TrainingOutcome outcome) =>
        new(DateTimeOffset.UnixEpoch, trial, attempt, outcome, null, null, 10, null, new Dictionary<string, double> { ["train/loss"] = double.NaN });

    /// <summary>Valid entries: each choice makes a trial, or takes the next step of one.</summary>
    private static IEnumerable<JournalEntry> Scenario(int[] choices)
    {
        var state = JournalState.Replay([]);
        foreach (var choice in choices)
        {
            var entry = Next(state, choice);
            state = state.With(entry);
            yield return entry;
        }
    }

    private static JournalEntry Next(JournalState state, int choice)
    {
        if (choice < 3 || state.Trials.Count == 0)
        {
            var identity = choice % 2;
            return Created(state.NextTrial(Identities[identity]), identity);
        }

        var trial = state.Trials[choice % state.Trials.Count];
        return trial.LastAttempt is { Ended: null } last && choice > 4
            ? Ended(trial.Trial, last.Number, (TrainingOutcome)(choice % 6))
            : Started(trial.Trial, trial.Attempts.Count + 1, trial.Attempts.Count == 0 ? null : new ResumePoint(trial.Attempts.Count, choice, 100));
    }

    private static string Text(JournalState state) => string.Join('\n', state.Trials.Select(trial =>
        $"{trial.Created}: {string.Join(", ", trial.Attempts.Select(attempt => $"{attempt.Started} {attempt.Ended?.Outcome}"))}"));
}
