using System.Diagnostics;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Commands;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CompletionTests() => File.WriteAllText(
        Config, "dataset: digits\nmodel: mlp\noptimizer: {type: sgd, lr: 0.1}\nloss: cross_entropy\nsplit: {validation: 0.1}\ntrain: {duration: 1ep}\n");

    private string Config => Path.Combine(folder.Path, "a.yaml");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sw", "sweep")]
    [InlineData("describe cross", "cross_entropy")]
    [InlineData("describe spl", "split")]
    [InlineData("list opt", "optimizer")]
    [InlineData("data f", "fetch")]
    [InlineData("check --j", "--json")]
    [InlineData("completion z", "zsh")]
    [InlineData("run CONFIG optimizer.mom", "optimizer.momentum=")]
    [InlineData("run CONFIG train.checkpoint.k", "train.checkpoint.keep=")]
    [InlineData("sweep CONFIG optimizer=adamw", "optimizer=adamw")]
    [InlineData("run CONFIG callbacks+=early", "callbacks+=early_stopping")]
    [InlineData("explain CONFIG model.wid", "model.widths")]
    [InlineData("run ", "")]
    public async Task Completes(string line, string expected)
    {
        string[] words = [.. line.Split(' ').Select(word => word == "CONFIG" ? Config : word)];
        var result = await CommandLine.RunAsync(["complete", "--", .. words]);
        result.Should().Be(new CommandLine.Result(0, expected.Length == 0 ? "" : expected + "\n", ""));
    }

    [Fact]
    public async Task Keys_are_those_of_the_components_that_the_config_names()
    {
        (await CommandLine.RunAsync("complete", "--", "run", Config, "optimizer.")).Out.Should().Contain("optimizer.nesterov=\n").And.NotContain("betas");
        await File.AppendAllTextAsync(Config, "nonsense: 1\n", TestContext.Current.CancellationToken);
        (await CommandLine.RunAsync("complete", "--", "run", Config, "optimizer.")).Out.Should().Contain("optimizer.nesterov=\n", "a config with mistakes is being written");
    }

    [Fact]
    public async Task Every_shell_has_a_script()
    {
        foreach (var shell in (string[])["bash", "zsh", "fish"])
        {
            (await CommandLine.RunAsync("completion", shell)).Out.Should().Contain("experiment complete -- ".Replace("experiment ", shell == "bash" ? "" : "experiment ", StringComparison.Ordinal));
        }

        (await CommandLine.RunAsync("completion", "tcsh")).Error.Should().Be("error: there is no script for 'tcsh'; there are: bash, zsh, fish\n");
    }

    [Theory]
    [InlineData("run CONFIG optimizer.mom", "optimizer.momentum=")]
    [InlineData("run CONFIG optimizer=adamw", "adamw")]
    [InlineData("ver", "verify")]
    public async Task Bash_completes_with_the_script(string line, string expected)
    {
        if (!File.Exists("/bin/bash"))
        {
            Assert.Skip("there is no bash");
        }

        var text = line.Replace("CONFIG", Config, StringComparison.Ordinal);
        var program = Path.Combine(AppContext.BaseDirectory, "experiment");
        var script = $"""
            source <('{program}' completion bash)
            COMP_LINE='{program} {text}' COMP_POINT={program.Length + 1 + text.Length}
            COMP_WORDBREAKS='=:'
            _experiment
            printf '%s\n' "${"{"}COMPREPLY[@]{"}"}"
            """;
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Be(expected + "\n");
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
