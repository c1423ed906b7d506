using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Conformance;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Optimizers;

public sealed class GroupsTests : TensorTest
{
    private readonly nn.Module<Tensor, Tensor> model;

    public GroupsTests()
    {
        using var generator = manual_seed(1); // with other weights every hidden unit may be dead, and nothing moves
        model = new Mlp { Widths = [3] }.Build(Fields.Of([2], classes: 2)).Plain();
    }

    [Fact]
    public void The_first_rule_that_matches_counts_and_the_rest_comes_first()
    {
        var groups = new ParameterGroups(model).Divide(
            [new GroupRule { Match = "output.bias", LrFactor = 2 }, new GroupRule { Match = "*.bias", WeightDecay = 0 }], 0.1);
        groups.Select(group => (group.Parameters.Count, group.LearningRate, group.WeightDecay))
            .Should().Equal((2, 0.1, null), (1, 0.2, null), (1, 0.1, 0.0));
        ReferenceEquals(groups[1].Parameters[0], model.named_parameters().Single(entry => entry.name == "output.bias").parameter).Should().BeTrue();
    }

    [Fact]
    public void Rules_may_divide_all_parameters() =>
        new ParameterGroups(model).Divide([new GroupRule { Match = "hidden?.*" }, new GroupRule { Match = "*" }], 1)
            .Select(group => group.Parameters.Count).Should().Equal(2, 2);

    [Fact]
    public void A_rule_without_parameters_is_an_error_that_names_them()
    {
        var divide = () => new ParameterGroups(model).Divide([new GroupRule { Match = "*.biass" }], 1);
        divide.Should().Throw<InvalidOperationException>().WithMessage(
            "optimizer.groups: '*.biass' matches no parameter; the parameters are hidden0.weight, hidden0.bias, output.weight, output.bias");
    }

    [Fact]
    public void A_rule_behind_a_wider_one_is_an_error_that_says_so()
    {
        var divide = () => new ParameterGroups(model).Divide([new GroupRule { Match = "*" }, new GroupRule { Match = "*.bias" }], 1);
        divide.Should().Throw<InvalidOperationException>().WithMessage(
            "optimizer.groups: an earlier group has every parameter that '*.bias' matches; put the narrower pattern first");
    }

    [Fact]
    public void Every_optimizer_has_groups_but_lbfgs()
    {
        foreach (var component in BuiltIn.All<IOptimizer>().Cast<Optimizer>().Where(optimizer => optimizer is not Lbfgs))
        {
            var moved = Moved(component with { Groups = [new GroupRule { Match = "*.bias", LrFactor = 0 }] });
            moved.Should().Equal(new HashSet<string> { "hidden0.weight", "output.weight" }, component.ToString());
        }
    }

    [Fact]
    public void Weight_decay_of_a_group_takes_the_place_of_the_optimizers()
    {
        foreach (var component in BuiltIn.All<IOptimizer>().OfType<DecayingOptimizer>())
        {
            var decaying = component with { WeightDecay = 0.5 };
            var own = After(decaying with { Groups = [new GroupRule { Match = "*.bias", WeightDecay = 0 }] });
            var (with, without) = (After(decaying), After(component with { WeightDecay = 0 }));
            own["hidden0.weight"].Should().Equal(with["hidden0.weight"], component.ToString());
            own["hidden0.bias"].Should().Equal(without["hidden0.bias"], component.ToString());
            with["hidden0.bias"].Should().NotEqual(without["hidden0.bias"], component.ToString());
        }
    }

    [Fact]
    public void The_schedule_multiplies_the_rate_of_every_group()
    {
        var sgd = new Sgd { LearningRate = 1, Groups = [new GroupRule { Match = "*.bias", LrFactor = 0.5 }] };
        using var window = new ScalarWindow();
        using var updater = new Updater(null, sgd, new MultiStep { Milestones = [Duration.Zero], Factor = 0.25 }, new TrainSettings { Duration = Duration.Steps(1) }, model);
        var before = State();
        updater.Update(new StepContext(window), () => updater.Backward(model.parameters().Select(parameter => parameter.sum()).Aggregate((sum, next) => sum + next)));
        var moves = State().ToDictionary(entry => entry.Key, entry => before[entry.Key][0] - entry.Value[0]);
        moves["hidden0.weight"].Should().BeApproximately(0.25f, 1e-6f);
        moves["hidden0.bias"].Should().BeApproximately(0.125f, 1e-6f);
        window.Take("train/")["train/lr"].Should().Be(0.25);
    }

    private HashSet<string> Moved(IOptimizer component)
    {
        var before = State();
        using var optimizer = component.Build(new ParameterGroups(model));
        Step(optimizer);
        return [.. State().Where(entry => !entry.Value.SequenceEqual(before[entry.Key])).Select(entry => entry.Key)];
    }

    private Dictionary<string, float[]> After(DecayingOptimizer component)
    {
        var start = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var optimizer = component.Build(new ParameterGroups(model));
        Step(optimizer);
        Step(optimizer);
        var after = State();
        using var noGradients = no_grad();
        foreach (var (name, tensor) in model.state_dict())
        {
            tensor.copy_(start[name]);
        }

        return after;
    }

    private void Step(optim.Optimizer optimizer)
    {
        // No parameter's gradient depends on another.
        optimizer.zero_grad();
        model.parameters().Select(parameter => parameter.square().add(parameter).sum()).Aggregate((sum, next) => sum + next).backward();
        optimizer.step();
    }

    private Dictionary<string, float[]> State() => model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.data<float>().ToArray());
}
