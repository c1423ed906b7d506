using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>How the weights of models begin: by their first two moments and their largest, which together tell a uniform from a normal distribution.</summary>
public sealed class InitialisationReferences : ReferenceConformance<IModel>
{
    protected override IEnumerable<IModel> Components =>
        [.. BuiltIn.All<IModel>(), new ResnetCifar { Shortcut = ShortcutOption.B }, new Vgg { BatchNorm = false, Hidden = [32] }, new Convnet { BatchNorm = false }];

    [Fact]
    public void Follow_their_papers() => ForEach(component =>
    {
        using var generator = manual_seed(7);
        using var model = component.Build(Fields.Of([3, 16, 16], classes: 10)).Plain();
        foreach (var (name, layer) in model.named_modules())
        {
            var own = layer.named_parameters(recurse: false).ToDictionary(entry => entry.name, entry => entry.parameter);
            foreach (var (key, parameter) in own)
            {
                Compare($"{name}.{key}", parameter, Expected(component, layer, key, own["weight"].shape));
            }
        }
    });

    private static Start Expected(IModel component, nn.Module layer, string key, long[] weight) => (component, layer, key) switch
    {
        (_, BatchNorm2d, "weight") => new Start.Constant(1),
        (_, BatchNorm2d, "bias") => new Start.Constant(0),
        (ResnetCifar, Conv2d, "weight") => new Start.Normal(Math.Sqrt(2.0 / FanIn(weight))), // He et al. 2015, by the inputs
        (Vgg, Conv2d, "weight") => new Start.Normal(Math.Sqrt(2.0 / (weight[0] * weight[2] * weight[3]))), // by the outputs
        (Vgg, Conv2d, "bias") => new Start.Constant(0),
        (Mlp or Convnet or LeNet5 or ResnetCifar or Vgg, Linear or Conv2d, _) => new Start.Uniform(1 / Math.Sqrt(FanIn(weight))), // torch.nn.Linear and Conv2d
        _ => throw NoEquations(component),
    };

    private static long FanIn(long[] weight) => weight.Skip(1).Aggregate(1L, (product, size) => product * size);

    private static void Compare(string name, Tensor parameter, Start expected)
    {
        var values = parameter.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        var limit = 5 / Math.Sqrt(values.Length); // of five standard errors
        values.Average().Should().BeInRange(expected.Mean - (limit * expected.Deviation), expected.Mean + (limit * expected.Deviation), name);
        Math.Sqrt(values.Average(value => Math.Pow(value - expected.Mean, 2))).Should().BeInRange(
            expected.Deviation * (1 - limit), expected.Deviation * (1 + limit), name);
        var largest = values.Max(value => Math.Abs(value - expected.Mean));
        if (expected is Start.Uniform { Bound: var bound })
        {
            largest.Should().BeLessThanOrEqualTo(bound * (1 + 1e-6), name);
        }
        else if (values.Length > 1_000)
        {
            largest.Should().BeGreaterThanOrEqualTo(2.5 * expected.Deviation, name);
        }
    }

    /// <summary>A distribution.</summary>
    private abstract record Start(double Mean, double Deviation)
    {
        public sealed record Constant(double Value) : Start(Value, 0);

        public sealed record Normal(double Sigma) : Start(0, Sigma);

        public sealed record Uniform(double Bound) : Start(0, Bound / Math.Sqrt(3));
    }
}
