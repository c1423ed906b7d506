using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.Tests.Runner.Ledger;

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

        Directory.Delete(Runs.Experiment("one").Path, recursive: true);
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
    public void Folders_that_were_moved_or_renamed_are_found_where_they_are()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Add("two", JournalTests.Created("0001-bbbbbbbb", 1));
        Statuses().Should().HaveCount(2);

        Directory.Move(Runs.Experiment("one").Path, Runs.Experiment("three").Path);
        Directory.Move(Runs.Experiment("two").Path, Runs.Experiment("one").Path);
        Statuses().Should().BeEquivalentTo("one/0001-bbbbbbbb Interrupted", "three/0001-aaaaaaaa Interrupted");

        using var elsewhere = new TemporaryFolder();
        var moved = RunsFolder.At(Path.Combine(elsewhere.Path, "runs"));
        Directory.Move(folder.Path, moved.Path);
        Directory.CreateDirectory(folder.Path);
        new RunIndex(moved, _ => { }).Trials().Select(trial => trial.Folder).Should().BeEquivalentTo(moved.Experiment("one").Trial("0001-bbbbbbbb").Path, moved.Experiment("three").Trial("0001-aaaaaaaa").Path);
    }

    [Fact]
    public void An_index_of_another_version_is_made_again()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        using (var old = new SqliteConnection($"Data Source={Runs.IndexFile};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = "CREATE TABLE journals (name TEXT PRIMARY KEY, length INTEGER NOT NULL); CREATE TABLE trials (name TEXT, trial TEXT, created TEXT, entry TEXT)";
            command.ExecuteNonQuery();
        }

        Statuses().Should().Equal("one/0001-aaaaaaaa Interrupted");
    }

    [Fact]
    public void A_damaged_journal_is_told_and_the_others_are_listed()
    {
        Add("one", JournalTests.Created("0001-aaaaaaaa", 0));
        Add("two", JournalTests.Created("0001-bbbbbbbb", 1));
        File.WriteAllText(Runs.Experiment("two").JournalFile, "garbage\n");
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
        using (Runs.Experiment("one").Trial("0001-aaaaaaaa").Lease.Take(TimeSpan.Zero))
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
        finder.Find(Runs.Experiment("one").Path).Trial!.Trial.Should().Be("0002-bbbbbbbb");
        finder.Find("0001").Trial!.Trial.Should().Be("0001-aaaaaaaa");
        finder.Find("ddd").Trial!.Trial.Should().Be("0002-bbbbbbbb");
        finder.Find(Runs.Experiment("one").Trial("0001-aaaaaaaa").ConfigFile).Trial!.Trial.Should().Be("0001-aaaaaaaa");
        finder.Find("000").Problem.Should().Be("'000' fits 2 runs: one/0002-bbbbbbbb, one/0001-aaaaaaaa; write more of it");
        finder.Find("three").Problem.Should().Be("there is no run 'three'; 'experiment runs' lists all");
    }

    private void Add(string name, JournalEntry entry)
    {
        Directory.CreateDirectory(Runs.Experiment(name).Path);
        new JournalFile(Runs.Experiment(name).JournalFile).Update(_ => entry);
    }

    private List<string> Statuses() => [.. new RunIndex(Runs, _ => { }).Trials().Select(trial => $"{trial.Name}/{trial.Trial} {trial.Status}")];
}
