using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Ledger;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Tests.Runner.Trials.Checkpoints;

public sealed class ResumePointsTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private TrialFolder Folder => RunsFolder.At(place.Path).Experiment("made").Trial("0001-aaaaaaaa");

    private static TrialState Trial => JournalState.Replay([JournalTests.Created("0001-aaaaaaaa", 0), JournalTests.Started("0001-aaaaaaaa", 1)]).Trials[0];

    public void Dispose() => place.Dispose();

    [Fact]
    public void Forged_numbers_are_passed_over_and_named()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Folder.Attempt(1).Path).FullName, "events.jsonl"), "");
        Save(1, new { Step = 1, Events = 0, BestStep = (long?)null });
        Save(2, new { Step = 2, Events = -1, BestStep = (long?)null });
        Save(3, new { Step = 7, Events = 0, BestStep = (long?)null });
        Save(4, new { Step = 4, Events = 0, BestStep = -4L });
        Save(5, new { });
        Save(6, "text");
        Save(7, new { Step = "x", Events = 0 });

        var points = new ResumePoints(Folder, Trial);

        points.Newest().Should().Be(new ResumePoint(1, 1, 0));
        points.Problems.Should().Contain("step-7 of attempt 1 cannot be used: ").And.Contain("and 3 more");
    }

    private void Save(long step, object values)
    {
        using var writer = CheckpointWriter.Create(Folder.Attempt(1).CheckpointsFolder, CheckpointFolder.NameOf(step));
        writer.Values("trainer", values);
        writer.Publish();
    }
}
