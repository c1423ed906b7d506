using ExperimentRunner.Experiments;

namespace ExperimentRunner.Tests.Documentation;

public sealed class ConfigTests
{
    public static TheoryData<string> Configs => [.. Repository.Configs()];

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_config_that_ships_loads(string path)
    {
        var config = ExperimentFiles.Load(Repository.At(path), []);
        config.Diagnostics.Should().BeEmpty();
        config.Value.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task A_config_that_ships_is_valid_in_an_editor(string path)
    {
        (await ConfigSchema.ProblemsAsync(path)).Should().BeEmpty();
        Repository.Read(path).Should().StartWith("# yaml-language-server: $schema=");
    }

    [Fact]
    public void Another_learning_rate_takes_four_lines()
    {
        const string Path = "configs/quickstart-low-lr.yaml";
        File.ReadLines(Repository.At(Path)).Should().HaveCount(4);
        Different(Path, "configs/quickstart.yaml").Should().BeEquivalentTo("optimizer.lr");
    }

    private static IEnumerable<string> Different(string one, string other)
    {
        var (first, second) = (Arguments(one), Arguments(other));
        return first.Keys.Union(second.Keys).Where(key => first.GetValueOrDefault(key) != second.GetValueOrDefault(key));
    }

    private static Dictionary<string, string> Arguments(string path) =>
        new(ExperimentFiles.Describe(path, ExperimentFiles.Load(Repository.At(path), [])).Arguments);
}
