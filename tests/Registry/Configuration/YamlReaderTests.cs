using System.Text;
using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class YamlReaderTests
{
    private const string Valid = """
        # a comment
        name: "fashion \t convnet"
        dataset: fashion_mnist
        augmentation:
          - {type: random_crop, padding: 2}
          - &flip random_horizontal_flip
          - *flip
        model: {type: convnet, widths: [32, 64], dropout: 0.4}
        note: |
          several
            lines
        expect:
          test/accuracy: {at_least: 0.916, source: 'it''s ${env:X}'}
        """;

    [Theory]
    [InlineData("no", "a text")]
    [InlineData("yes", "a text")]
    [InlineData("1e-3", "a number")]
    [InlineData("5e-4", "a number")]
    [InlineData(".5", "a number")]
    [InlineData("1.", "a number")]
    [InlineData("0x1F", "a number")]
    [InlineData("0o17", "a number")]
    [InlineData("-.inf", "a number")]
    [InlineData(".nan", "a number")]
    [InlineData("1_000", "a text")]
    [InlineData("Infinity", "a text")]
    [InlineData("1e", "a text")]
    [InlineData("True", "a truth value")]
    [InlineData("~", "null")]
    [InlineData("\"1\"", "a text")]
    [InlineData("'null'", "a text")]
    [InlineData("12:30", "a text")]
    [InlineData("2026-01-01", "a text")]
    public void Plain_scalars_follow_YAML_1_2(string yaml, string noun) => Read("a: " + yaml)!["a"]!.Noun.Should().Be(noun);

    [Theory]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("+7", 7)]
    public void Whole_numbers_have_three_bases(string yaml, long value) =>
        ((ScalarNode)Read("a: " + yaml)!["a"]!).AsInteger().Should().Be(value);

    [Theory]
    [InlineData("{a: uniform(0, 0.6), b: 1}", "{a: \"uniform(0, 0.6)\", b: 1}")]
    [InlineData("{a: choice(f(1, 2), 3)}", "{a: \"choice(f(1, 2), 3)\"}")]
    [InlineData("{a: [log_uniform(1e-3, 1), x]}", "{a: [\"log_uniform(1e-3, 1)\", x]}")]
    public void A_call_in_braces_is_one_value(string yaml, string expected) => YamlWriter.WriteInline(Read(yaml)!).Should().Be(expected);

    [Fact]
    public void Positions_hold_with_carriage_returns_anchors_and_wide_characters()
    {
        var tree = Read("a: 😀 x\r\nb: &n {c: 1}\r\nd: *n\r\n")!;
        tree["a"]!.Span.Text.Should().Be("😀 x");
        tree["b"]!.Span.ToString().Should().Be("t.yaml:2:7");
        tree["b"]!.Span.Text.Should().Be("{c: 1}");
        tree["d"].Should().BeSameAs(tree["b"]);
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.String.Sample(text => Read(text), iter: 3000);

    [Fact]
    public void No_damage_to_a_valid_text_makes_it_throw()
    {
        var damage = Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 8], Gen.OneOf("", "\t", "[", "}", ": ", "- ", "\"", "'", "&a ", "*a", "\n", "!x ", "|", "?", "---\n", "%", "<<: "));
        damage.Array[1, 4].Sample(
            edits =>
            {
                var text = new StringBuilder(Valid);
                foreach (var (at, removed, inserted) in edits)
                {
                    var start = Math.Min(at, text.Length);
                    text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, inserted);
                }

                var diagnostics = new DiagnosticBag();
                var tree = new YamlReader(diagnostics).Read(new SourceText("t.yaml", text.ToString()));
                DiagnosticRenderer.Render(diagnostics);
                return tree is not null || diagnostics.HasErrors;
            },
            iter: 3000);
    }

    [Fact]
    public void No_bytes_make_loading_throw() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            var files = new MemoryFiles();
            files["config.yaml"] = new FileContent(bytes);
            return SampleRegistry.Load(files).Diagnostics.HasErrors;
        },
        iter: 1000);

    [Fact]
    public void No_damage_makes_loading_throw()
    {
        var damage = Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 20], Gen.OneOf("", "${", "${a}", "}", "extends: x", "type: ", "[", "~", "none"));
        damage.Array[1, 3].Sample(
            edits =>
            {
                var text = new StringBuilder(SampleRegistry.Minimal + "\n" + Valid);
                foreach (var (at, removed, inserted) in edits)
                {
                    text.Remove(at, Math.Min(removed, text.Length - at)).Insert(at, inserted);
                }

                DiagnosticRenderer.Render(SampleRegistry.Load(text.ToString()).Diagnostics);
            },
            iter: 2000);
    }

    [Fact]
    public void A_large_text_is_refused_before_it_is_parsed()
    {
        var diagnostics = new DiagnosticBag();
        new YamlReader(diagnostics).Read(new SourceText("t.yaml", new string('[', 10_000_000))).Should().BeNull();
        diagnostics.Select(d => d.Code).Should().Equal(DiagnosticCodes.TooLarge);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("a:\n ")]
    public void Deep_nesting_ends_in_one_error(string opening)
    {
        var diagnostics = new DiagnosticBag();
        var text = string.Concat(Enumerable.Repeat(opening, 50_000));
        new YamlReader(diagnostics).Read(new SourceText("t.yaml", text));
        diagnostics.HasErrors.Should().BeTrue();
    }

    [Fact]
    public void Nesting_through_aliases_is_bounded()
    {
        var text = new StringBuilder("a0: &a0 x\n");
        for (var i = 1; i < 200; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}]\n");
        }

        var diagnostics = new DiagnosticBag();
        new YamlReader(diagnostics).Read(new SourceText("t.yaml", text.ToString()));
        diagnostics.Select(d => d.Code).Should().Equal(DiagnosticCodes.TooDeep);
    }

    private static MappingNode? Read(string text) =>
        new YamlReader(new DiagnosticBag()).Read(new SourceText("t.yaml", text)) as MappingNode;
}
