using ExperimentRunner.Components.Events;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tests.Runner.Tracking;

public sealed class RunIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private RunsFolder Runs => RunsFolder.At(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_index_follows_the_journals()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Statuses().Should().Equal("one/0001-aaaaaaaa Interrupted");

        Add("one", JournalTests.Started("0001-aaaaaaaa", 1));
        Add("one", JournalTests.Ended("0001-aaaaaaaa", 1, TrainingOutcome.Complete));
        Add("two", JournalTests.Created("0001-bbbbbbbb", 1) with { Time = DateTimeOffset.UnixEpoch.AddDays(1) });
        Statuses().Should().Equal("two/0001-bbbbbbbb Interrupted", "one/0001-aaaaaaaa Finished");

        Directory.Delete(Runs.Run("one").Path, recursive: true);
        Statuses().Should().Equal("two/0001-bbbbbbbb Interrupted");
    }

    [Fact]
    public void A_deleted_or_damaged_index_is_made_again()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        var expected = Statuses();

        File.Delete(Runs.IndexFile);
        Statuses().Should().Equal(expected);
        File.WriteAllText(Runs.IndexFile, new string('x', 5000));
        Statuses().Should().Equal(expected);
    }

    [Fact]
    public void A_damaged_journal_is_told_and_the_others_are_listed()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Add("two", JournalTests.Created("0001-bbbbbbbb", 1));
        File.WriteAllText(Runs.Run("two").JournalFile, "garbage\n");
        var warnings = new List<string>();

        new RunIndex(Runs, warnings.Add).Trials().Should().ContainSingle().Which.Name.Should().Be("one");

        warnings.Should().ContainSingle().Which.Should().StartWith("the runs of 'two' are left out: ").And.Contain("journal.jsonl:1 is damaged");
    }

    [Fact]
    public void Without_an_index_the_journals_are_read()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Directory.CreateDirectory(Runs.IndexFile);
        var warnings = new List<string>();

        new RunIndex(Runs, warnings.Add).Trials().Should().ContainSingle().Which.Name.Should().Be("one");

        warnings.Should().ContainSingle().Which.Should().Contain("every journal is read instead");
    }

    [Fact]
    public void A_trial_runs_while_its_lease_is_held()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        using (Runs.Run("one").Trial("0001-aaaaaaaa").Lease.Take(TimeSpan.Zero))
        {
            Statuses().Should().Equal("one/0001-aaaaaaaa Running");
        }

        Statuses().Should().Equal("one/0001-aaaaaaaa Interrupted");
    }

    [Fact]
    public void Several_readers_at_once_agree()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Parallel.For(0, 8, _ => Statuses().Should().Equal("one/0001-aaaaaaaa Interrupted"));
    }

    [Fact]
    public void A_user_may_mean_a_run_in_many_ways()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Add("one", JournalTests.Created("0002-bbbbbbbb", 1) with { Time = DateTimeOffset.UnixEpoch.AddDays(1), RunId = new string('d', 32) });
        var finder = new TrialFinder(new RunIndex(Runs, _ => { }).Trials());

        finder.Find("one").Trial!.Trial.Should().Be("0002-bbbbbbbb");
        finder.Find(Runs.Run("one").Path).Trial!.Trial.Should().Be("0002-bbbbbbbb");
        finder.Find("0001").Trial!.Trial.Should().Be("0001-aaaaaaaa");
        finder.Find("ddd").Trial!.Trial.Should().Be("0002-bbbbbbbb");
        finder.Find(Runs.Run("one").Trial("0001-aaaaaaaa").ConfigFile).Trial!.Trial.Should().Be("0001-aaaaaaaa");
        finder.Find("000").Problem.Should().Be("'000' fits 2 runs: one/0002-bbbbbbbb, one/0001-aaaaaaaa; write more of it");
        finder.Find("three").Problem.Should().Be("there is no run 'three'; 'experiment runs' lists all");
    }

    private void Add(string name, JournalEntry entry)
    {
        Directory.CreateDirectory(Runs.Run(name).Path);
        new JournalFile(Runs.Run(name).JournalFile).Update(_ => entry);
    }

    private List<string> Statuses() => [.. new RunIndex(Runs, _ => { }).Trials().Select(trial => $"{trial.Name}/{trial.Trial} {trial.Status}")];
}
