using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Commands;

public sealed class StaticVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task New_writes_a_config_that_is_valid_and_never_overwrites()
    {
        var path = Path.Combine(folder.Path, "first.yaml");
        (await CommandLine.RunAsync("new", path)).Should().Be(new CommandLine.Result(0, $"{path} is written; train it: experiment run {path}\n", ""));
        (await CommandLine.RunAsync("check", path)).Should().Be(new CommandLine.Result(0, $"{path}: valid\n", ""));
        (await CommandLine.RunAsync("new", path)).Should().Be(new CommandLine.Result(2, "", $"error: {path} exists; name another file\n"));
    }

    [Fact]
    public async Task Check_shows_every_mistake_of_every_file()
    {
        var good = Write("good.yaml", "{type: sgd, lr: 0.1}");
        var bad = Write("bad.yaml", "{type: sgdd, lr: 0.1}");

        var result = await CommandLine.RunAsync("check", good, bad);

        result.ExitCode.Should().Be(2);
        result.Out.Should().Be($"{good}: valid\n");
        result.Error.Should().StartWith($"{bad}:3:19 error CFG012: unknown optimizer 'sgdd'\n").And.Contain("did you mean 'sgd'?");
    }

    [Fact]
    public async Task Check_takes_changes()
    {
        var good = Write("good.yaml", "{type: sgd, lr: 0.1}");
        (await CommandLine.RunAsync("check", good, "optimizer.lr=fast")).ExitCode.Should().Be(2);
        (await CommandLine.RunAsync("check", good, "optimizer.lr=0.2")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_config_that_is_not_there_is_one_error()
    {
        var result = await CommandLine.RunAsync("check", Path.Combine(folder.Path, "none.yaml"));
        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("none.yaml").And.NotContain("   at ");
    }

    [Fact]
    public async Task Show_writes_what_loads_again()
    {
        var shown = await CommandLine.RunAsync("show", Write("good.yaml", "{type: sgd, lr: 0.1}"));
        shown.ExitCode.Should().Be(0);
        var again = Path.Combine(folder.Path, "again.yaml");
        await File.WriteAllTextAsync(again, shown.Out, TestContext.Current.CancellationToken);
        (await CommandLine.RunAsync("check", again)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Explain_says_who_wrote_a_value()
    {
        var path = Write("good.yaml", "{type: sgd, lr: 0.1}");
        var result = await CommandLine.RunAsync("explain", path, "optimizer.lr", "optimizer.lr=0.2");
        result.ExitCode.Should().Be(0);
        result.Out.Should().StartWith("optimizer.lr = 0.2\n").And.Contain("written: 0.2").And.Contain($"over: 0.1  at {path}:3:28");
    }

    [Fact]
    public async Task Explain_explains_what_can_be_read_beside_the_mistakes()
    {
        var path = Write("bad.yaml", "{type: adamw, lr: fast, weight_decay: 0.01}");
        var result = await CommandLine.RunAsync("explain", path, "optimizer", "optimizer={type: sgd, momentum: 0.5}");
        result.ExitCode.Should().Be(2);
        result.Out.Should().StartWith("optimizer = {type: sgd, momentum: 0.5}\n").And.Contain("over: {type: adamw, lr: fast, weight_decay: 0.01}  at ");
        result.Error.Should().Contain("optimizer 'sgd' needs 'lr'");

        (await CommandLine.RunAsync("explain", path, "optimizer.lrr", "optimizer.lr=0.1")).Error.Should().Contain("'optimizer.lrr' leads nowhere");
        (await CommandLine.RunAsync("explain", path + "x", "optimizer")).Should().Match<CommandLine.Result>(none => none.ExitCode == 2 && none.Out.Length == 0);
    }

    [Fact]
    public async Task List_describe_and_schema_know_the_components()
    {
        (await CommandLine.RunAsync("list", "optimizer")).Out.Should().Contain("optimizer  sgd");
        (await CommandLine.RunAsync("list", "--json")).Out.Should().StartWith("[").And.Contain("\"name\": \"adamw\"");
        (await CommandLine.RunAsync("describe", "sgd")).Out.Should().StartWith("# sgd\n").And.Contain("momentum");
        (await CommandLine.RunAsync("schema")).Out.Should().StartWith("{").And.Contain("cross_entropy");
        (await CommandLine.RunAsync("describe", "sgdd")).Should().Be(new CommandLine.Result(2, "", "error: there is no component 'sgdd'; did you mean 'sgd'?\n"));
        (await CommandLine.RunAsync("list", "car")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Wrong_usage_exits_with_2()
    {
        var result = await CommandLine.RunAsync("runn");
        result.ExitCode.Should().Be(2);
        result.Error.Should().EndWith("'experiment --help' lists the commands, 'experiment COMMAND --help' explains one\n");
        (await CommandLine.RunAsync("run")).ExitCode.Should().Be(2);
    }

    [Theory]
    [InlineData("error: RUN is empty", "resume", "")]
    [InlineData("error: FILE is empty", "new", "")]
    [InlineData("error: --runs is empty", "runs", "--runs", "")]
    [InlineData("error: there is no option '--foo'", "run", "--foo")]
    [InlineData("error: there is no option '--limt'; did you mean '--limit'?", "run", "x.yaml", "--limt", "3it")]
    [InlineData("error: there is no command 'rnu'; did you mean 'run'?", "rnu")]
    [InlineData("error: a command is missing")]
    [InlineData("error: there is no option '--json'", "describe", "sgd", "--json")]
    [InlineData("error: RUN is empty", "predict", "")]
    [InlineData("error: 'predict' needs FILE", "predict", "x")]
    [InlineData("error: 'run' needs CONFIG", "run")]
    [InlineData("error: --limit needs a value", "run", "x.yaml", "--limit")]
    [InlineData("error: 'two' is one word too many", "resume", "one", "two")]
    [InlineData("error: there is no folder /nonexistent: nothing has been run there", "runs", "--runs", "/nonexistent")]
    [InlineData("error: --limit: expected steps such as 10it, or epochs such as 0.5ep, found '3'", "run", "x.yaml", "--limit", "3")]
    [InlineData("error: --limit: expected steps such as 10it, or epochs such as 0.5ep, found '1.5it'", "run", "x.yaml", "--limit", "1.5it")]
    public async Task A_mistake_in_a_command_is_named(string message, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        result.ExitCode.Should().Be(2);
        result.Error.Split('\n')[0].Should().Be(message);
    }

    [Fact]
    public async Task Help_is_a_command_too() =>
        (await CommandLine.RunAsync("help", "run")).Out.Should().Contain(" run <CONFIG> [<key=value>...] [options]");

    [Fact]
    public async Task A_list_shows_whole_first_sentences() =>
        (await CommandLine.RunAsync("list", "optimizer")).Out.Split('\n')
            .Should().ContainSingle(line => line.StartsWith("optimizer  adamw ", StringComparison.Ordinal)).Which.Should().EndWith("before Adam's update.");

    [Fact]
    public async Task A_file_whose_name_cannot_be_a_run_s_must_name_itself()
    {
        var path = Write("index.db.yaml", "{type: sgd, lr: 0.1}");
        (await CommandLine.RunAsync("run", path, "--runs", folder.Path)).Error.Should().StartWith($"error: {path} has no 'name:', and its file's name cannot be one");
    }

    [Fact]
    public async Task Help_lists_the_verbs_and_hides_the_worker()
    {
        var result = await CommandLine.RunAsync("--help");
        result.ExitCode.Should().Be(0);
        result.Out.Should().Contain("run").And.Contain("resume").And.NotContain("  worker");
    }

    [Fact]
    public async Task Runs_of_an_empty_folder_are_none() =>
        (await CommandLine.RunAsync("runs", "--runs", folder.Path, "--json")).Should().Be(new CommandLine.Result(0, "[]\n", ""));

    private string Write(string name, string optimizer)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, $"dataset: digits\nmodel: mlp\noptimizer: {optimizer}\nloss: cross_entropy\nmetrics: [accuracy]\nsplit: {{validation: 0.1, test: 0.2}}\ntrain: {{duration: 2ep}}\n");
        return path;
    }
}
