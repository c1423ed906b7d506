using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Tests.Components.Datasets;
using SkiaSharp;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class TrainedModelTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_model_is_measured_asked_exported_and_deleted()
    {
        (await place.RunAsync("run", Workplace.Config)).ExitCode.Should().Be(0);
        await Evaluates();
        await Predicts();
        await Exports();
        await Deletes();
    }

    [Fact]
    public async Task A_running_trial_is_not_deleted_and_one_without_a_checkpoint_cannot_be_asked()
    {
        using var process = place.Start("run", Workplace.Config, "train.duration=1000000it", "train.checkpoint.every=1h", "train.evaluate_every=1000000it");
        await process.SaysAsync("training on cpu");

        var deleted = await place.RunAsync("delete", "small", "--yes");
        deleted.ExitCode.Should().Be(2);
        deleted.Output.Should().Contain("is being run by process");
        Directory.Exists(place.Trial().Path).Should().BeTrue();

        var evaluated = await place.RunAsync("evaluate", "small");
        evaluated.ExitCode.Should().Be(2);
        evaluated.Output.Should().Contain("has no checkpoint that can be used: none was saved yet, or they were deleted");

        process.Signal(ExperimentProcess.Interrupt);
        await process.ExitAsync();
    }

    [Fact]
    public async Task Deleting_never_leaves_the_runs_folder()
    {
        (await place.RunAsync("run", Workplace.Config, "--limit", "20it")).ExitCode.Should().Be(0);
        var elsewhere = Directory.CreateDirectory(Path.Combine(place.Path, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious"), "");
        Directory.CreateSymbolicLink(Path.Combine(place.Trial().Path, "link"), elsewhere);
        var moved = Path.Combine(place.Path, "moved");
        Directory.Move(place.Trial().Path, moved);
        Directory.CreateSymbolicLink(place.Trial().Path, moved);

        var refused = await place.RunAsync("delete", "small", "--yes");
        refused.ExitCode.Should().Be(2);
        refused.Output.Should().Contain("is a link to");
        Directory.EnumerateFiles(moved).Should().NotBeEmpty();

        Directory.Delete(place.Trial().Path);
        Directory.Move(moved, place.Trial().Path);
        var folder = place.Trial().Path;
        (await place.RunAsync("delete", "small", "--yes")).ExitCode.Should().Be(0);
        Directory.Exists(folder).Should().BeFalse();
        File.Exists(Path.Combine(elsewhere, "precious")).Should().BeTrue();
    }

    [Fact]
    public async Task Images_are_answered_and_every_named_set_is_evaluated()
    {
        foreach (var index in Enumerable.Range(0, 6))
        {
            Photo("photos/train/day", index, 220);
            Photo("photos/train/night", index, 20);
            Photo("photos/test/day", index, 220);
            Photo("photos/test/night", index, 20);
            Photo("hard/night", index, 20);
        }

        string[] photos = ["dataset={type: image_folder, path: photos, size: [8, 8], extra_tests: {test_hard: hard}}", "split.test=null", "train.duration=40it"];
        (await place.RunAsync(["run", Workplace.Config, .. photos])).ExitCode.Should().Be(0);

        var hard = await place.RunAsync("evaluate", "small", "--on", "test_hard", "--json");
        JsonSerializer.Deserialize<Dictionary<string, double>>(hard.Output)!["test_hard/accuracy"].Should().Be(1);
        (await place.RunAsync("evaluate", "small", "--on", "test_easy")).Output.Should()
            .Contain("there is nothing to evaluate on in 'test_easy'; there are: train, val, test, test_hard");

        var (exitCode, output) = await place.RunAsync("predict", "small", "photos/test", "--json");
        exitCode.Should().Be(0, output);
        var answers = JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray();
        answers.Should().HaveCount(12).And.OnlyContain(answer => answer.GetProperty("input").GetString()!.StartsWith(answer.GetProperty("class").GetString() + "/"));
        (await place.RunAsync("predict", "small", "hard/night/3.png")).Output.Should().MatchRegex(@"3\.png +night +(1|0\.[5-9][0-9]*)");

        Photo("photos/train/day", 0, 100);
        var changed = await place.RunAsync("predict", "small", "hard/night/3.png");
        changed.ExitCode.Should().Be(2);
        changed.Output.Should().Contain("the data changed since this run began");
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_named()
    {
        (await place.RunAsync("run", Workplace.Config, "--limit", "20it")).ExitCode.Should().Be(0);
        var weights = Path.Combine(place.Trial().Attempt(1).CheckpointsFolder, "step-20", "model.safetensors");
        File.AppendAllText(weights, "x");
        foreach (var verb in (string[][])[["evaluate", "small"], ["export", "small", "out"]])
        {
            var (exitCode, output) = await place.RunAsync(verb);
            exitCode.Should().Be(2);
            output.Should().Contain(weights);
        }

        Directory.GetFileSystemEntries(place.Path, "out*").Should().BeEmpty();
    }

    private void Photo(string folder, int index, byte light) =>
        SampleFiles.Png(Path.Combine(place.Path, folder, $"{index}.png"), 8 + index, 12, new SKColor(light, light, (byte)(light + index)));

    private async Task Evaluates()
    {
        var (exitCode, output) = await place.RunAsync("evaluate", "small", "--json");
        exitCode.Should().Be(0, output);
        var measured = JsonSerializer.Deserialize<Dictionary<string, double>>(output)!;
        var trained = place.Journal.Trials[0].LastAttempt!.Ended!.Metrics;
        measured.Should().HaveCount(2);
        measured["test/accuracy"].Should().Be(trained["test/accuracy"]);
        measured["test/loss"].Should().Be(trained["test/loss"]);

        (await place.RunAsync("evaluate", "small", "--on", "val")).Output.Should().Contain("val/accuracy");
        var unknown = await place.RunAsync("evaluate", "small", "--on", "exam");
        unknown.ExitCode.Should().Be(2);
        unknown.Output.Should().Contain("there is nothing to evaluate on in 'exam'; there are: train, val, test");
    }

    private async Task Predicts()
    {
        var samples = Samples(100);
        File.WriteAllLines(Path.Combine(place.Path, "new.csv"), samples.Select(sample => string.Join(',', sample.Pixels.Select(pixel => pixel.ToString("R", CultureInfo.InvariantCulture)))));
        var (exitCode, output) = await place.RunAsync("predict", "small", "new.csv", "--json");
        exitCode.Should().Be(0, output);
        var answers = JsonDocument.Parse(output).RootElement.EnumerateArray().ToArray();
        answers.Should().HaveCount(100);
        answers.Zip(samples).Count(pair => pair.First.GetProperty("class").GetString() == pair.Second.Label).Should().BeGreaterThan(80);
        foreach (var answer in answers)
        {
            var outputs = answer.GetProperty("outputs").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            outputs.Sum().Should().BeApproximately(1, 1e-5);
            answer.GetProperty("probability").GetDouble().Should().Be(outputs.Max());
            answer.GetProperty("classes").GetProperty(answer.GetProperty("class").GetString()!).GetDouble().Should().Be(outputs.Max());
            answer.GetProperty("classes").EnumerateObject().Select(entry => entry.Value.GetDouble()).Should().Equal(outputs);
        }

        (await place.RunAsync("predict", "small", "new.csv")).Output.Should().Contain("input  class  probability");
        File.WriteAllText(Path.Combine(place.Path, "bad.csv"), string.Join(',', Enumerable.Repeat("0", 63)) + ",much\n");
        (await place.RunAsync("predict", "small", "bad.csv")).Output.Should().Contain("row 1 (line 1), column 'column 63': 'much' is not a number");
        (await place.RunAsync("predict", "small", "none.csv")).ExitCode.Should().Be(2);
    }

    private async Task Exports()
    {
        (await place.RunAsync("export", "small", "out")).ExitCode.Should().Be(0);
        var weights = File.ReadAllBytes(Path.Combine(place.Path, "out", "model.safetensors"));
        var best = place.Journal.Trials[0].LastAttempt!.Ended!.BestStep!.Value;
        weights.Should().Equal(File.ReadAllBytes(Path.Combine(new CheckpointFolder(place.Trial().Attempt(1).CheckpointsFolder).Find(best), "model.safetensors")));
        var header = JsonDocument.Parse(weights.AsMemory(8, (int)BinaryPrimitives.ReadInt64LittleEndian(weights))).RootElement.GetProperty("__metadata__");
        header.GetProperty("input_shape").GetString().Should().Be("[1,8,8]");
        JsonSerializer.Deserialize<string[]>(header.GetProperty("classes").GetString()!).Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        (await place.RunAsync("check", "out/config.yaml")).ExitCode.Should().Be(0);
        (await place.RunAsync("export", "small", "out")).ExitCode.Should().Be(2);
    }

    private async Task Deletes()
    {
        var folder = place.Trial().Path;
        var asked = await place.RunAsync("delete", "small");
        asked.ExitCode.Should().Be(2);
        asked.Output.Should().Contain("confirm it with --yes");
        Directory.Exists(folder).Should().BeTrue();
        place.MlflowModels.Should().ContainSingle();
        MlflowMeta().Should().Contain("lifecycle_stage: 'active'");

        (await place.RunAsync("delete", "small", "--yes")).ExitCode.Should().Be(0);
        Directory.Exists(folder).Should().BeFalse();
        place.MlflowModels.Should().BeEmpty();
        MlflowMeta().Should().Contain("lifecycle_stage: 'deleted'").And.Contain(line => line.StartsWith("deleted_time: ")).And.NotContain("lifecycle_stage: 'active'");
        (await place.RunAsync("runs", "--json")).Output.Trim().Should().Be("[]");
        (await place.RunAsync("run", Workplace.Config, "--limit", "10it")).ExitCode.Should().Be(0);
        place.Journal.Trials.Should().ContainSingle().Which.Trial.Should().StartWith("0002-");
    }

    /// <summary>The lines of the only run's file in mlruns.</summary>
    private string[] MlflowMeta() => File.ReadAllLines(Directory
        .EnumerateFiles(place.Runs.MlrunsFolder, "meta.yaml", SearchOption.AllDirectories)
        .Single(file => File.ReadLines(file).Any(line => line.StartsWith("run_id:", StringComparison.Ordinal))));

    private static (string Label, double[] Pixels)[] Samples(int count)
    {
        using var stream = new GZipStream(typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return [.. Enumerable.Range(0, count).Select(_ => reader.ReadLine()!.Split(','))
            .Select(cells => (cells[^1], cells[..^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture) / 16).ToArray()))];
    }
}
