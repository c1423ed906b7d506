using ExperimentRunner.Components;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Conformance;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>The component that docs/components.md shows is a real one.</summary>
public sealed class RmsPropTests : TensorTest
{
    private static readonly ComponentRegistry Registry = ComponentRegistry.OfTypes([.. BuiltIn.Types(typeof(Experiment).Assembly), typeof(RmsProp)]);

    [Fact]
    public void The_page_shows_this_source()
    {
        var source = Repository.Read("tests/Documentation/RmsProp.cs")
            .Replace("using ExperimentRunner.Components.Optimizers;\n", "")
            .Replace("ExperimentRunner.Tests.Documentation", "ExperimentRunner.Components.Optimizers");
        new MarkdownPage("docs/components.md").Code("csharp").Should().ContainSingle().Which.Should().Be(source);
    }

    [Fact]
    public void It_is_found_and_bound()
    {
        var optimizer = Load("optimizer={type: rmsprop, lr: 1e-3}").Value!.Optimizer!.One;
        optimizer.Should().Be(new RmsProp { LearningRate = 1e-3 });
    }

    [Fact]
    public void Its_rule_is_checked_with_the_message_on_the_page()
    {
        var message = Load("optimizer={type: rmsprop, alpha: 0, eps: 0}").Diagnostics.Should().ContainSingle().Which.Message;
        new MarkdownPage("docs/components.md").Code("console").Single().Should().Contain(message);
    }

    [Fact]
    public void It_makes_a_loss_smaller()
    {
        using var model = nn.Linear(3, 1);
        using var optimizer = new RmsProp().Build(new ParameterGroups(model));
        float Loss()
        {
            using var loss = model.call(ones(4, 3)).square().mean();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }

        var first = Loss();
        Enumerable.Range(0, 50).Select(_ => Loss()).Last().Should().BeLessThan(first);
    }

    private static LoadedConfig<Experiment> Load(string change) =>
        ConfigLoader.Default(Registry).Load<Experiment>(Repository.At("configs/quickstart.yaml"), [change]);
}
