using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Binding;

public sealed class IdentityTests
{
    private readonly Identity _identity = new(SampleRegistry.Create());

    [Theory]
    [InlineData("", "{\"model\":{\"type\":\"mlp\"},\"optimizer\":{\"lr\":0.05,\"type\":\"sgd\"},\"train\":{\"duration\":\"10ep\"}}")]
    [InlineData("name=x tags=[a] train.checkpoint=1ep train.device=cpu sweep={a: 1} tracking=mlflow", null)]
    [InlineData("train.batch_size=128 schedule.final=0.5 split.seed=3 optimizer.momentum=0 metrics=[accuracy]", null)]
    [InlineData("train.duration=10.0ep optimizer.lr=5e-2", null)]
    public void What_does_not_shape_the_result_is_left_out(string overrides, string? expected)
    {
        var json = Canonical(Split(overrides));
        json.Should().Be(expected ?? Canonical());
    }

    [Theory]
    [InlineData("train.seed=2")]
    [InlineData("split.seed=0")]
    [InlineData("schedule=cosine")]
    [InlineData("metrics=none")]
    [InlineData("decay=constant")]
    [InlineData("optimizer={type: null, a: adam}")]
    public void What_shapes_the_result_is_not(string change) => Canonical(change).Should().NotBe(Canonical());

    [Fact]
    public void A_raised_version_is_a_new_identity() => Canonical("optimizer=adamw").Should().Contain("\"type\":\"adamw@2\"");

    [Fact]
    public void A_raised_version_of_a_record_that_is_no_component_is_one_too_unless_it_does_nothing()
    {
        _identity.CanonicalJson(new Holder()).Should().Be("{}");
        _identity.CanonicalJson(new Holder { Part = new Raised { Size = 2 } }).Should().Be("{\"part\":{\"@version\":3,\"size\":2}}");
    }

    [Fact]
    public void Secrets_leave_no_trace() =>
        _identity.CanonicalJson(new SampleMlflow { Token = new("API_TOKEN") }).Should().Be("{\"type\":\"mlflow\"}");

    [Fact]
    public void The_hash_stays_what_it_was() =>
        _identity.Hash(SampleRegistry.LoadValid(SampleRegistry.Minimal)).Should().Be("3323fd8ad238af0d98a733d6ab4dcc8746a13681140224a7c63486198a102ffc");

    private static string[] Split(string overrides) =>
        overrides.Replace(": ", ":~", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(o => o.Replace(":~", ": ", StringComparison.Ordinal)).ToArray();

    private string Canonical(params string[] overrides) =>
        _identity.CanonicalJson(SampleRegistry.LoadValid(SampleRegistry.Minimal, overrides));

    private sealed record Holder
    {
        public Raised Part { get; init; } = new();
    }

    [RecordVersion(3)]
    private sealed record Raised
    {
        public int Size { get; init; }
    }
}
