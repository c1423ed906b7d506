using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Registry.Sample;

namespace ExperimentRunner.Tests.Registry.Components;

public sealed class ComponentRegistryTests
{
    private readonly ComponentRegistry _registry = SampleRegistry.Create();

    [Fact]
    public void Kinds_are_found_by_interface_and_listed_by_name()
    {
        _registry.Kinds.Select(k => k.Name).Should().Equal("augmentation", "metric", "model", "optimizer", "schedule", "tracker");
        _registry.KindOf(typeof(ISampleOptimizer))!.Name.Should().Be("optimizer");
        _registry.KindOf(typeof(IDisposable)).Should().BeNull();
    }

    [Fact]
    public void Components_are_found_by_kind_and_name()
    {
        var optimizer = _registry.KindOf(typeof(ISampleOptimizer))!;
        _registry.Components(optimizer).Select(c => c.Name).Should().Equal("adam", "adamw", "sgd");
        _registry.Find(optimizer, "adamw")!.Version.Should().Be(2);
        _registry.Find(optimizer, "cosine").Should().BeNull();
    }

    [Fact]
    public void A_name_may_stand_in_two_kinds()
    {
        var registry = ComponentRegistry.OfTypes(typeof(SampleConstant), typeof(ConstantModel));
        registry.Named("constant").Should().HaveCount(2);
        registry.Find(registry.KindOf(typeof(ISampleModel))!, "constant")!.Type.Should().Be<ConstantModel>();
    }

    [Fact]
    public void Discovery_takes_whole_assemblies() =>
        ComponentRegistry.Of(typeof(ComponentRegistry).Assembly).Kinds.Should().BeEmpty("the registry itself has no components");

    [Fact]
    public void Arguments_know_their_keys_ranges_and_defaults()
    {
        var sgd = _registry.Describe(typeof(SampleSgd));
        sgd.Arguments.Select(a => a.Key).Should().Equal("lr", "momentum", "weight_decay", "nesterov");
        sgd.Find("lr")!.IsRequired.Should().BeTrue();
        sgd.Find("lr")!.Range!.ToString().Should().Be("above 0");
        sgd.Find("momentum")!.Default.Should().Be(0.0);
        _registry.Describe(typeof(SampleTrain)).Find("device")!.IsIdentity.Should().BeFalse();
        _registry.Describe(typeof(SampleMlp)).Find("note")!.Shape.IsNullable.Should().BeTrue();
        _registry.Describe(typeof(SampleConvNet)).Find("activation")!.Shape.IsNullable.Should().BeFalse();
    }

    [Fact]
    public void Comments_in_the_source_are_read()
    {
        var docs = _registry.Documentation.Of(typeof(Cadence));
        docs.Summary.Should().StartWith("How often something happens that does not shape the result, such as saving: every so many steps")
            .And.Contain("(`30s`, `5min`, `2h`)");
        _registry.Documentation.Of(typeof(Duration).GetProperty(nameof(Duration.Zero))!).Summary.Should().Be("No time at all.");
        _registry.Documentation.Of(typeof(string)).Should().BeSameAs(DocComment.None);
    }

    [Component("constant")]
    private sealed record ConstantModel : ISampleModel;
}
