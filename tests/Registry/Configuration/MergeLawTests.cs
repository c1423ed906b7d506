using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class MergeLawTests
{
    private static readonly Gen<string> Word = Gen.OneOf("a", "b", "c");

    // Where a key always holds the same kind of value and types do not change, laying one over another is associative.
    private static readonly Gen<string> Flat =
        Gen.Select(Word, Gen.OneOf(Gen.OneOf("1", "2", "3"), Gen.Const("null")))
            .List[0, 3].Select(entries => string.Join(", ", entries.DistinctBy(e => e.Item1, StringComparer.Ordinal).Select(e => $"{e.Item1}: {e.Item2}")));

    private static readonly Gen<string> Tree = Gen.Select(Flat, Flat, Gen.Bool).Select((outer, inner, nested) =>
        $"{{{outer}{(outer.Length > 0 && nested ? ", " : "")}{(nested ? $"m: {{{inner}}}" : "")}}}");

    [Fact]
    public void Laying_over_is_associative() => Gen.Select(Tree, Tree, Tree).Sample((a, b, c) =>
        Files(("ab.yaml", $"extends: [a.yaml, b.yaml]"), ("config.yaml", "extends: [ab.yaml, c.yaml]"), a, b, c)
        == Files(("bc.yaml", $"extends: [b.yaml, c.yaml]"), ("config.yaml", "extends: [a.yaml, bc.yaml]"), a, b, c));

    [Fact]
    public void Laying_nothing_over_changes_nothing() => Tree.Sample(tree =>
        Files(("x.yaml", "{}"), ("config.yaml", "extends: [a.yaml, x.yaml]"), tree, "{}", "{}")
        == Files(("x.yaml", "{}"), ("config.yaml", "extends: [x.yaml, a.yaml]"), tree, "{}", "{}"));

    [Fact]
    public void Laying_a_file_over_itself_changes_nothing() => Tree.Sample(tree =>
        Files(("x.yaml", "{}"), ("config.yaml", "extends: [a.yaml, a.yaml]"), tree, "{}", "{}")
        == Files(("x.yaml", "{}"), ("config.yaml", "extends: a.yaml"), tree, "{}", "{}"));

    [Fact]
    public void The_order_of_overrides_does_not_matter()
    {
        string[] overrides =
        [
            "model=convnet", "model.widths=[8]", "model.dropout=0.1", "optimizer.type=adamw", "optimizer.lr=0.2", "train.seed=7",
            "augmentation.random_crop.padding=1", "augmentation.1=null", "split=null", "schedule={type: cosine, final: 0.1}",
        ];
        const string Yaml = SampleRegistry.Minimal + "\naugmentation: [random_crop, random_horizontal_flip, {type: normalize, mean: [0], std: [1]}]\nsplit: {seed: 9}";
        var expected = SampleRegistry.Load(Yaml, overrides);
        expected.Value.Should().NotBeNull();

        Gen.Shuffle(overrides).Sample(
            shuffled => YamlWriter.WriteInline(Sorted(SampleRegistry.Load(Yaml, shuffled).Tree!)) == YamlWriter.WriteInline(Sorted(expected.Tree!)),
            iter: 200);
    }

    private static string Files((string, string) first, (string, string) second, string a, string b, string c)
    {
        var files = new MemoryFiles(first, second, ("a.yaml", a), ("b.yaml", b), ("c.yaml", c));
        return YamlWriter.WriteInline(Sorted(new Composer(files, new DiagnosticBag()).Compose("config.yaml", [])!));
    }

    /// <summary>Without the order of keys, which carries no meaning.</summary>
    private static ConfigNode Sorted(ConfigNode node) => node is MappingNode mapping
        ? new MappingNode(mapping.Span, mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e with { Value = Sorted(e.Value) }))
        : node;
}
