using ExperimentRunner.Components.Checkpoints;

namespace ExperimentRunner.Tests.Components.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private CheckpointFolder Checkpoints => new(folder.Path);

    [Fact]
    public void ListsCompleteCheckpointsNewestFirst()
    {
        Publish(2, 10, 9);
        Directory.CreateDirectory(Path.Combine(folder.Path, "step-11"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "other"));
        Checkpoints.List().Should().Equal("step-10", "step-9", "step-2");
    }

    [Fact]
    public void AFolderThatDoesNotExistIsEmpty() => new CheckpointFolder("/no/such/folder").List().Should().BeEmpty();

    [Fact]
    public void KeepsTheNewestAndTheBest()
    {
        Publish(1, 2, 3, 4, 5);
        Checkpoints.Prune(keep: 2, _ => 2);
        Checkpoints.List().Should().Equal("step-5", "step-4", "step-2");
    }

    [Fact]
    public void KeepsWhatAnyOfTheNewestNamesAsTheBest()
    {
        Publish(1, 2, 3, 4, 5);
        Checkpoints.Prune(keep: 2, step => step == 5 ? 3 : 1);
        Checkpoints.List().Should().Equal("step-5", "step-4", "step-3", "step-1");
    }

    [Fact]
    public void FindsAnAdoptedCheckpointAndNeverListsIt()
    {
        using var earlier = new TemporaryFolder();
        Publish(earlier.Path, 3);
        Publish(7);
        Checkpoints.Adopt(Path.Combine(earlier.Path, "step-3"), 3);
        Checkpoints.List().Should().Equal("step-7");
        CheckpointReader.Open(Checkpoints.Find(3)).Values<long>("step").Should().Be(3);
        Checkpoints.Prune(keep: 1, _ => 3);
        Checkpoints.Find(3).Should().NotBeNull();
        Checkpoints.Prune(keep: 1, _ => 7);
        var find = () => Checkpoints.Find(3);
        find.Should().Throw<DirectoryNotFoundException>();
    }

    public void Dispose() => folder.Dispose();

    private static void Publish(string parent, params long[] steps)
    {
        foreach (var step in steps)
        {
            using var writer = CheckpointWriter.Create(parent, CheckpointFolder.NameOf(step));
            writer.Values("step", step);
            writer.Publish();
        }
    }

    private void Publish(params long[] steps) => Publish(folder.Path, steps);
}
