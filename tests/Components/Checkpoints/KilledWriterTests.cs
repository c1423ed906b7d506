using ExperimentRunner.Components.Checkpoints;

namespace ExperimentRunner.Tests.Components.Checkpoints;

public sealed class KilledWriterTests
{
    private const string FolderVariable = "KILLED_WRITER_FOLDER";

    /// <summary>Kills a process at different moments of its writing; what is listed must be whole.</summary>
    [Fact]
    public void NoCheckpointIsEverHalfThere()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointFolder(folder.Path);
        for (var round = 0; round < 5; round++)
        {
            var before = checkpoints.List().Count;
            using var writer = OwnProcess.Start(typeof(KilledWriterTests), nameof(WriteUntilKilled), FolderVariable, folder.Path);
            SpinWait.SpinUntil(() => checkpoints.List().Count > before, TimeSpan.FromSeconds(30)).Should().BeTrue();
            writer.WaitForExit(TimeSpan.FromMilliseconds(7 * round)).Should().BeFalse();
            writer.Kill();
            writer.WaitForExit();
            checkpoints.List().Should().OnlyContain(name => CheckpointReader.Open(Path.Combine(folder.Path, name)).Values<int[]>("figures").Length == 100_000);
        }

        checkpoints.Prune(keep: 1, _ => null);
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle();
    }

    [Fact(Explicit = true)]
    public void WriteUntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
        for (var step = new CheckpointFolder(folder).List().Count; ; step++)
        {
            using var writer = CheckpointWriter.Create(folder, CheckpointFolder.NameOf(step));
            writer.Values("figures", new int[100_000]);
            writer.Binary("raw", binary => binary.Write(new byte[100_000]));
            writer.Publish();
        }
    }
}
