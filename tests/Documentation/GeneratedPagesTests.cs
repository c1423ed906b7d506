using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Schema;
using ExperimentRunner.Tests.Runner.Commands;

namespace ExperimentRunner.Tests.Documentation;

public sealed class GeneratedPagesTests
{
    [Fact]
    public async Task The_schema_is_current() => Check((await CommandLine.RunAsync("schema")).Out, "docs/experiment.schema.json");

    [Fact]
    public async Task The_reference_is_current() => Check((await CommandLine.RunAsync("describe", "--all")).Out, "docs/reference.md");

    [Fact]
    public async Task The_codes_are_current() => Check((await CommandLine.RunAsync("describe", "--codes")).Out, "docs/errors.md");

    [Fact]
    public void The_reference_holds_every_component_and_every_key_of_the_file()
    {
        var registry = ExperimentFiles.Registry;
        var reference = LanguagePages.Reference(registry, typeof(Experiment));
        foreach (var component in registry.Kinds.SelectMany(registry.Components))
        {
            reference.Should().Contain($"\n### {component.Name}\n");
        }

        foreach (var argument in registry.Describe(typeof(Experiment)).Arguments)
        {
            reference.Should().Contain($"\n| `{argument.Key}` |");
        }

        reference.Should().Contain("\n### train.checkpoint\n");
    }

    [Fact]
    public void The_codes_are_all_there() =>
        DiagnosticCodes.All.Should().OnlyContain(code => LanguagePages.Codes().Contains($"\n| {code.Id} | {code.Meaning} |\n"));

    [Fact]
    public async Task Describe_without_a_component_says_what_to_do() =>
        (await CommandLine.RunAsync("describe")).Should().Be(new CommandLine.Result(2, "", "error: describe needs a component; 'experiment list' lists all\n"));

    private static void Check(string current, string path) => Repository.Read(path).Should().Be(current, $"'make docs' writes {path}");
}
