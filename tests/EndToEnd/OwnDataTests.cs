using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Datasets;
using ExperimentRunner.Tests.Documentation;
using SkiaSharp;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>The examples of docs/your-data.md, as they stand there.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MarkdownPage page = new("docs/your-data.md");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_table_of_the_page_is_trained_on()
    {
        Write("trees.csv", page.Code("csv").Single());
        Write("trees.yaml", page.Code("yaml").First());
        (await RunAsync("run", "trees.yaml")).Should().Contain("test/accuracy");
        (await RunAsync("run", "trees.yaml", "split.validation=null", "split.fold={of: 5, index: 4}", "train.sampling=class_balanced")).Should().Contain("test/accuracy");
    }

    [Fact]
    public async Task The_images_of_the_page_are_trained_on()
    {
        foreach (var index in Enumerable.Range(0, 8))
        {
            var set = index < 6 ? "train" : "test";
            SampleFiles.Jpeg(Path.Combine(folder.Path, "photos", set, "day", $"{index}.jpg"), 20 + index, 30, new SKColor(220, 210, 200));
            SampleFiles.Png(Path.Combine(folder.Path, "photos", set, "night", $"{index}.png"), 30, 20 + index, new SKColor(10, 20, 30));
        }

        Write("photos.yaml", page.Code("yaml").Last());
        (await RunAsync("run", "photos.yaml")).Should().Contain("test/accuracy");
        (await RunAsync("run", "photos.yaml", "dataset.resident=false")).Should().Contain("test/accuracy");
    }

    [Fact]
    public async Task Bad_data_end_a_run_as_invalid_and_say_what_to_mend()
    {
        Write("trees.csv", page.Code("csv").Single().Replace("14.0,", "tall,"));
        Write("trees.yaml", page.Code("yaml").First());
        using var process = Start("run", "trees.yaml");
        (await process.ExitAsync()).Should().Be(2);
        process.Output.Should().Contain("trees.csv: row 2 (line 3), column 'height': 'tall' is not a number")
            .And.Contain("cannot be trained as it is configured").And.NotContain("mlflow ui", "nothing was measured").And.NotContain("checkpoint");
        using var check = Start("check", "--build", "trees.yaml");
        (await check.ExitAsync()).Should().Be(2);
        check.Output.Should().Contain("'tall' is not a number").And.NotContain("valid");
    }

    [Fact]
    public async Task A_run_that_fails_before_its_first_checkpoint_is_not_said_to_go_on_from_one()
    {
        // Of an all-yes first row nothing can be known of the rows that follow.
        Write("flags.csv", string.Concat(Enumerable.Range(0, 40).Select(row => $"{row},{(row == 20 ? 7 : row % 2)}\n")));
        Write("flags.yaml", """
            dataset: {type: csv, path: flags.csv, label: "1", task: regression, header: false}
            model: {type: mlp, widths: [4]}
            optimizer: {type: sgd, lr: 0.01}
            loss: mse
            metrics: [roc_auc]
            split: {validation: 0.5, seed: 1}
            train: {duration: 2ep, batch_size: 8, seed: 1}
            """);
        using var process = Start("run", "flags.yaml");
        (await process.ExitAsync()).Should().Be(1, process.Output);
        process.Output.Should().Contain("'roc_auc' needs targets that are 0 or 1, or classes, and one is 7")
            .And.Contain("the same command starts it again, because it has no checkpoint yet").And.NotContain("continues from");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.Path, name), text);

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        (await process.ExitAsync()).Should().Be(0, process.Output);
        return process.Output;
    }

    private ExperimentProcess Start(params string[] arguments) => ExperimentProcess.Start(
        folder.Path, new Dictionary<string, string> { ["EXPERIMENT_DATA"] = Path.Combine(folder.Path, "data") }, arguments);
}
