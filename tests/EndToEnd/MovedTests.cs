using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Commands;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Runs whose folders have been renamed, or moved with the project, or whose <c>mlruns/</c> is gone.</summary>
public sealed class MovedTests
{
    [Fact]
    public async Task A_renamed_run_goes_on_in_a_moved_project_and_its_files_for_MLflow_can_be_made_again()
    {
        using var place = new Workplace();
        (await place.RunAsync("run", Workplace.Config, "train.duration=30it", "--limit", "10it")).ExitCode.Should().Be(0);
        (await place.RunAsync("runs")).ExitCode.Should().Be(0);

        using var elsewhere = new TemporaryFolder();
        var runs = RunsFolder.At(Path.Combine(elsewhere.Path, "moved", "runs"));
        Directory.CreateDirectory(Path.GetDirectoryName(runs.Path)!);
        Directory.Move(place.Runs.Path, runs.Path);
        Directory.Move(runs.Experiment("small").Path, runs.Experiment("other").Path);
        var (exitCode, output) = await ExperimentProcess.RunAsync(Path.GetDirectoryName(runs.Path)!, "resume", "other");

        exitCode.Should().Be(0, output);
        new JournalFile(runs.Experiment("other").JournalFile).Read().Trials.Should().ContainSingle().Which.IsFinal.Should().BeTrue();
        Directory.Exists(runs.Experiment("small").Path).Should().BeFalse();

        var before = Content(runs.MlrunsFolder);
        Directory.Delete(runs.MlrunsFolder, recursive: true);
        (await CommandLine.RunAsync("sync", "--to", "mlruns", "--runs", runs.Path)).ExitCode.Should().Be(0);
        Content(runs.MlrunsFolder).Should().BeEquivalentTo(before);
        Directory.EnumerateFiles(runs.MlrunsFolder, "model.safetensors", SearchOption.AllDirectories).Should().ContainSingle();
    }

    private static Dictionary<string, string> Content(string folder) => ((string[])["params", "metrics", "meta.yaml"])
        .SelectMany(part => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => file.Contains($"/{part}", StringComparison.Ordinal))).Distinct().ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
}
