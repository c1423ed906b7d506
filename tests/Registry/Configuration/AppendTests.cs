using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class AppendTests
{
    private const string Base = SampleRegistry.Minimal + "\naugmentation: [random_crop]\ntags: [a]";

    [Theory]
    [InlineData("tags+: [b, c]", "[a, b, c]")]
    [InlineData("tags+: b", "[a, b]")]
    [InlineData("tags+: []", "[a]")]
    [InlineData("tags: none\ntags+ : [b]", null)]
    [InlineData("metrics+: []", "[a]")]
    public void A_file_appends_to_the_list_of_its_base(string child, string? tags)
    {
        var config = SampleRegistry.Load(new MemoryFiles(("config.yaml", "extends: base.yaml\n" + child), ("base.yaml", Base)));
        if (tags is null)
        {
            config.Diagnostics.Should().ContainSingle().Which.Code.Should().Be(DiagnosticCodes.DuplicateKey);
            return;
        }

        DiagnosticRenderer.Render(config.Diagnostics).Should().BeEmpty();
        YamlWriter.WriteInline(config.Tree!["tags"]!).Should().Be(tags);
    }

    [Theory]
    [InlineData("metrics+={type: accuracy, top: 5}", "metrics", "[{type: accuracy, top: 1}, {type: accuracy, top: 5}]")]
    [InlineData("augmentation+=[random_horizontal_flip, random_crop]", "augmentation", "[random_crop, random_horizontal_flip, random_crop]")]
    [InlineData("tags+=b", "tags", "[a, b]")]
    public void The_command_line_appends_also_to_a_default(string change, string key, string expected)
    {
        var config = SampleRegistry.Load(Base, change);
        DiagnosticRenderer.Render(config.Diagnostics).Should().BeEmpty();
        YamlWriter.WriteInline(config.Tree![key]!).Should().Be(expected);
    }

    [Fact]
    public void Appending_waits_for_its_list_and_adds_up()
    {
        var files = new MemoryFiles(
            ("config.yaml", "extends: [base.yaml, more.yaml]\ntags+: d"), ("more.yaml", "extends: part.yaml\ntags+: c"), ("part.yaml", "tags+: b"), ("base.yaml", Base));
        SampleRegistry.Load(files).Value!.Tags.Should().Equal("a", "b", "c", "d");
        SampleRegistry.Load(files, "tags+=e", "tags+=f").Value!.Tags.Should().Equal("a", "b", "c", "d", "e", "f");
    }

    [Fact]
    public void A_list_within_a_component_grows_too() =>
        ((SampleConvNet)SampleRegistry.LoadValid(Base, "model=convnet", "model.widths+=128").Model).Widths.Should().Equal(32, 64, 128);

    [Theory]
    [InlineData("split+: [1]", "must be a mapping")]
    [InlineData("name+: x", "the value below is a text")]
    [InlineData("expect: {c++: {at_least: 1}}", "must be a mapping")]
    public void A_plus_over_what_is_no_list_is_an_error(string child, string message)
    {
        var config = SampleRegistry.Load(new MemoryFiles(("config.yaml", "extends: base.yaml\n" + child), ("base.yaml", Base + "\nname: n")));
        config.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain(message);
    }

    [Fact]
    public void A_key_in_quotes_keeps_its_plus() =>
        SampleRegistry.LoadValid(Base + "\nexpect: {\"c++\": {at_least: 1}}").Expect.Keys.Should().Equal("c++");
}
