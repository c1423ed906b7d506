using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class ComposerTests
{
    [Theory]
    [InlineData("a: 1\nb: 2", "b: 3\nc: 4", "{a: 1, b: 3, c: 4}")]
    [InlineData("a: {x: 1}", "a: {y: 2}", "{a: {x: 1, y: 2}}")]
    [InlineData("a: [1, 2]", "a: [3]", "{a: [3]}")]
    [InlineData("o: sgd", "o: {lr: 1}", "{o: {type: sgd, lr: 1}}")]
    [InlineData("o: {type: sgd, lr: 1}", "o: sgd", "{o: {type: sgd, lr: 1}}")]
    [InlineData("o: {type: sgd, lr: 1}", "o: adam", "{o: {type: adam}}")]
    [InlineData("o: {type: sgd, lr: 1}", "o: {type: adam, eps: 2}", "{o: {type: adam, eps: 2}}")]
    [InlineData("o: {type: sgd, lr: 1}", "o: {lr: 2}", "{o: {type: sgd, lr: 2}}")]
    [InlineData("o: {type: sgd, lr: 1}", "o: none", "{o: none}")]
    [InlineData("o: none", "o: {type: sgd}", "{o: {type: sgd}}")]
    [InlineData("l: [a, {type: b, x: 1}]", "l: {b: {x: 2}}", "{l: [a, {type: b, x: 2}]}")]
    [InlineData("l: [a, b]", "l: {0: {x: 2}}", "{l: [{type: a, x: 2}, b]}")]
    [InlineData("l: [a, b, c]", "l: {a: null, c: {x: 1}}", "{l: [b, {type: c, x: 1}]}")]
    [InlineData("l: [a, b]", "l: {}", "{l: [a, b]}")]
    public void A_file_is_laid_over_its_base(string lower, string upper, string expected) =>
        Compose(new MemoryFiles(("base.yaml", lower), ("config.yaml", "extends: base.yaml\n" + upper))).Should().Be(expected);

    [Fact]
    public void Later_bases_win_and_paths_are_relative_to_the_file_that_wrote_them() =>
        Compose(new MemoryFiles(
            ("config.yaml", "extends: [base/a.yaml, base/b.yaml]\nd: 4"),
            ("base/a.yaml", "a: 1\nb: 1"),
            ("base/b.yaml", "extends: ../other/c.yaml\nb: 2"),
            ("other/c.yaml", "a: 3\nc: 3"))).Should().Be("{a: 3, b: 2, c: 3, d: 4}");

    [Fact]
    public void Any_mapping_may_extend() =>
        Compose(new MemoryFiles(
            ("config.yaml", "extends: base.yaml\nmodel: {extends: models/resnet.yaml, depth: 18}\nl: [{extends: models/resnet.yaml}]"),
            ("base.yaml", "model: {type: convnet, widths: [1]}"),
            ("models/resnet.yaml", "type: resnet\ndepth: 50"))).Should().Be("{model: {type: resnet, depth: 18}, l: [{type: resnet, depth: 50}]}");

    [Fact]
    public void Overrides_are_laid_over_the_files() =>
        Compose(new MemoryFiles(("config.yaml", "o: {type: sgd, lr: 1}\nl: [a, b]")), "o.lr=2", "l.b.x=[1, 2]", "new={a: \"x,y\"}", "l.0=null")
            .Should().Be("{o: {type: sgd, lr: 2}, l: [{type: b, x: [1, 2]}], new: {a: \"x,y\"}}");

    [Fact]
    public void An_override_may_extend_from_the_current_directory() =>
        Compose(new MemoryFiles(("configs/config.yaml", "m: {type: a}"), ("m.yaml", "type: b\nx: 1")), "configs/config.yaml", ["m={extends: m.yaml}"])
            .Should().Be("{m: {type: b, x: 1}}");

    [Fact]
    public void A_value_remembers_everyone_who_wrote_it()
    {
        var diagnostics = new DiagnosticBag();
        var files = new MemoryFiles(
            ("config.yaml", "extends: [a.yaml, b.yaml]\no: {lr: 3}"), ("a.yaml", "o: {type: sgd, lr: 1}"), ("b.yaml", "o: {lr: 2}"));
        var tree = new Composer(files, diagnostics).Compose("config.yaml", ["o.lr=4"])!;

        var writers = ((MappingNode)tree["o"]!)["lr"]!.Writers().Select(w => $"{w.Span} {w.Span.Text}");
        writers.Should().Equal("command line 4", "config.yaml:2:9 3", "b.yaml:1:9 2", "a.yaml:1:20 1");
        diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Bases_that_double_at_every_step_are_refused()
    {
        var files = new MemoryFiles(("config.yaml", "a: {extends: f0.yaml}"));
        for (var i = 0; i < 20; i++)
        {
            files[$"f{i}.yaml"] = new FileContent(System.Text.Encoding.UTF8.GetBytes($"a: {{extends: f{i + 1}.yaml}}\nb: {{extends: f{i + 1}.yaml}}"));
        }

        files["f20.yaml"] = new FileContent("c: 1"u8.ToArray());
        var diagnostics = new DiagnosticBag();
        new Composer(files, diagnostics).Compose("config.yaml", []);
        diagnostics.Select(d => d.Code).Should().Equal(DiagnosticCodes.TooManyNodes);
    }

    private static string Compose(MemoryFiles files, params string[] overrides) => Compose(files, "config.yaml", overrides);

    private static string Compose(MemoryFiles files, string path, string[] overrides)
    {
        var diagnostics = new DiagnosticBag();
        var tree = new Composer(files, diagnostics).Compose(path, overrides);
        DiagnosticRenderer.Render(diagnostics).Should().BeEmpty();
        return YamlWriter.WriteInline(tree!);
    }
}
