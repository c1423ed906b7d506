using System.Net;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Commands;

namespace ExperimentRunner.Tests.Documentation;

public sealed class PagesTests
{
    private const string Mistakes = "docs/pictures/mistakes.yaml";

    public static TheoryData<string> Pages => [.. Repository.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path)
    {
        var page = new MarkdownPage(path);
        page.Links().Where(link => !page.Resolves(link)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_config_shown_loads(string path)
    {
        // A config with a plug-in needs it built: that is one of PluginTests.
        var shown = new MarkdownPage(path).Code("yaml").Where(yaml => yaml != Repository.Read(Mistakes) && !yaml.StartsWith("plugins:", StringComparison.Ordinal));
        foreach (var yaml in shown)
        {
            Load(yaml).Diagnostics.Should().BeEmpty(yaml);
        }
    }

    [Fact]
    public void The_readme_shows_files_as_they_are()
    {
        var shown = new MarkdownPage("README.md").Code("yaml");
        shown.Should().Equal(Repository.Read("configs/quickstart.yaml"), Repository.Read("configs/quickstart-low-lr.yaml"), Repository.Read(Mistakes));
        new MarkdownPage("docs/language.md").Code("yaml").First().Should().Be(
            Repository.Read("configs/quickstart.yaml").Replace("# A small convolutional network on 1,797 handwritten digits that ship with the product.\n", ""));
    }

    [Fact]
    public void The_page_about_plugins_shows_a_data_set_and_a_test_as_they_are()
    {
        var shown = new MarkdownPage("docs/plugins.md").Code("csharp").ToArray();
        shown.Should().HaveCount(2).And.StartWith(Repository.Read("tests/SamplePlugin/TwoSpirals.cs"));
        Repository.Read("tests/Plugins/SamplePluginTests.cs").Should().Contain(shown[1]);
    }

    [Fact]
    public void The_page_about_methods_shows_examples_and_their_configs_as_they_are()
    {
        var page = new MarkdownPage("docs/methods.md");
        page.Code("csharp").Should().Equal(
            new[] { "Autoencoder", "TwoViews", "Adversarial", "Agent" }.Select(example => Repository.Read($"tests/Examples/{example}.cs")));
        page.Code("yaml").Should().Equal(
            new[] { "autoencoder", "two_views", "adversarial", "agent" }.Select(example =>
                "plugins: [MyMethods/bin/MyMethods.dll]\n" + Repository.Read($"tests/Examples/Configs/{example}.yaml")));
    }

    [Fact]
    public void The_picture_of_mistakes_shows_what_is_said_now()
    {
        var picture = WebUtility.HtmlDecode(Repository.Read("docs/pictures/errors.svg"));
        var diagnostics = Load(Repository.Read(Mistakes)).Diagnostics;
        diagnostics.Should().HaveCount(5);
        diagnostics.Should().OnlyContain(diagnostic => picture.Contains($"{diagnostic.Code.Id}: {diagnostic.Message}<"), "'make picture' draws it");
    }

    [Fact]
    public async Task The_readme_names_every_command()
    {
        var help = (await CommandLine.RunAsync("--help")).Out;
        var verbs = help[help.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Select(line => line.Trim().Split(' ')[0]).Where(verb => verb.Length > 0).ToArray();
        verbs.Should().Contain("run");
        var readme = Repository.Read("README.md");
        verbs.Should().OnlyContain(verb => readme.Contains($"`{verb}`") || readme.Contains($"`{verb} "));
    }

    /// <summary>Loads an example as if it stood among the configs that ship.</summary>
    private static LoadedConfig<ExperimentRunner.Components.Experiment> Load(string yaml)
    {
        using var folder = new TemporaryFolder();
        foreach (var config in Repository.Configs())
        {
            var copy = Path.Combine(folder.Path, config);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.At(config), copy);
        }

        var place = yaml.StartsWith("extends: ../", StringComparison.Ordinal) ? "configs/sweeps" : "configs";
        var example = Path.Combine(folder.Path, place, "example.yaml");
        File.WriteAllText(example, yaml);
        return ExperimentFiles.Load(example, []);
    }
}
