using ExperimentRunner.Components.Data;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Conformance;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Numerics;

/// <summary>A model of a plug-in, which knows nothing of all this, as a method gets it.</summary>
public sealed class PreparedModelTests : TensorTest
{
    [Fact]
    public void Group_norms_begin_with_weights_of_1_and_biases_of_0()
    {
        using var network = Build(() => nn.Sequential(nn.Conv2d(3, 12, 3), nn.GroupNorm(3, 12)));
        var norm = network.modules().OfType<GroupNorm>().Single();
        (norm.weight!.eq(1).all().item<bool>() && norm.bias!.eq(0).all().item<bool>()).Should().BeTrue();
    }

    [Fact]
    public void What_a_model_set_itself_stays()
    {
        using var network = Build(() =>
        {
            var norm = nn.GroupNorm(3, 12);
            nn.init.constant_(norm.weight!, 0.5);
            return nn.Sequential(norm);
        });
        var norm = network.modules().OfType<GroupNorm>().Single();
        (norm.weight!.eq(0.5).all().item<bool>() && norm.bias!.eq(0).all().item<bool>()).Should().BeTrue();
    }

    [Fact]
    public void A_weight_that_nobody_set_is_an_error_that_names_it()
    {
        var act = () => Build(() => new Forgetful());
        act.Should().Throw<InvalidOperationException>().Which.Message.Should()
            .Be("the model leaves 'scale' without values, so it would begin with whatever lies in memory: initialise it in Build, "
                + "for example by torch.nn.init, or make it by zeros or randn in place of empty");
    }

    [Fact]
    public void Weights_of_convolutions_lie_channels_last_and_have_the_same_values()
    {
        static nn.Module<Tensor, Tensor> Network()
        {
            using var generator = manual_seed(3);
            return nn.Sequential(
                ("a", nn.Conv1d(5, 6, 3)), ("b", nn.Conv2d(5, 6, 3)), ("c", nn.Conv3d(5, 6, 3)), ("d", nn.ConvTranspose2d(5, 6, 3)), ("e", nn.Conv2d(1, 6, 3)),
                ("f", nn.Linear(5, 6)));
        }

        using var plain = Network();
        using var prepared = Build(Network);
        prepared.state_dict().Should().OnlyContain(entry => entry.Value.Equals(plain.state_dict()[entry.Key]));
        Strides("a").Should().Equal(15, 1, 5);
        Strides("b").Should().Equal(45, 1, 15, 5);
        Strides("c").Should().Equal(135, 1, 45, 15, 5);
        Strides("d").Should().Equal(54, 1, 18, 6);
        Strides("e").Should().Equal(9, 1, 3, 1);
        Strides("f").Should().Equal(5, 1);

        long[] Strides(string name) => prepared.state_dict()[$"{name}.weight"].stride();
    }

    [Fact]
    public void A_file_of_weights_does_not_tell_how_they_lay_in_memory()
    {
        using var plain = nn.Conv2d(5, 6, 3);
        var before = Bytes(plain);
        ConvolutionLayout.Apply(plain);
        Bytes(plain).Should().Equal(before);

        static byte[] Bytes(nn.Module module)
        {
            using var stream = new MemoryStream();
            Safetensors.Write(stream, module.state_dict().Select(entry => (entry.Key, entry.Value)));
            return stream.ToArray();
        }
    }

    /// <summary>Moments lie as their weights do: saved, loaded, and trained on, bit for bit.</summary>
    [Fact]
    public void Every_optimizer_resumes_bit_for_bit_over_convolutions()
    {
        foreach (var component in BuiltIn.All<IOptimizer>())
        {
            using var folder = new TemporaryFolder();
            using var undisturbed = new Task(component);
            undisturbed.Train(5);
            using var killed = new Task(component);
            killed.Train(3);
            using var resumed = new Task(component);
            resumed.Load(killed.Save(folder.Path));
            resumed.Train(2);
            killed.Train(2);
            resumed.Weights().Should().Equal(undisturbed.Weights(), "{0} goes on from its checkpoint", component);
            killed.Weights().Should().Equal(undisturbed.Weights(), "saving changes nothing of {0}", component);
        }
    }

    private static nn.Module<Tensor, Tensor> Build(Func<nn.Module<Tensor, Tensor>> network)
    {
        var experiment = new Experiment { Model = new(new Foreign(network)), Train = new() { Duration = Duration.Steps(1) } };
        using var shelf = new DataShelf();
        return (nn.Module<Tensor, Tensor>)new MethodContext(experiment, CPU, "", shelf).Model(Fields.Of([1])).Module;
    }

    private sealed record Foreign(Func<nn.Module<Tensor, Tensor>> Module) : IModel
    {
        public Network Build(DataSpec data) => Module();
    }

    private sealed class Forgetful : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = new(empty(4));

        public Forgetful()
            : base(nameof(Forgetful)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input.mul(scale);
    }

    private sealed class Task : IDisposable
    {
        private readonly nn.Module<Tensor, Tensor> network;
        private readonly optim.Optimizer optimizer;
        private readonly Tensor inputs = arange(4 * 3 * 25).mul(0.7).sin().reshape(4, 3, 5, 5).to(ScalarType.Float32);

        public Task(IOptimizer component)
        {
            using var generator = manual_seed(5);
            network = nn.Sequential(nn.Conv2d(3, 10, 3, padding: 1), nn.Tanh(), nn.Conv2d(10, 3, 3));
            TrustedMachine.Prepare(network, CPU);
            optimizer = component.Build(new ParameterGroups(network));
        }

        public float[] Weights() => [.. network.parameters().SelectMany(parameter => parameter.detach().contiguous().data<float>().ToArray())];

        public void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.step(() =>
                {
                    optimizer.zero_grad();
                    var loss = network.call(inputs).square().mean();
                    loss.backward();
                    return loss;
                });
            }
        }

        public CheckpointReader Save(string folder)
        {
            using var writer = CheckpointWriter.Create(folder, "step-3");
            writer.Module("model", network);
            writer.Optimizer("optimizer", optimizer);
            return CheckpointReader.Open(writer.Publish());
        }

        public void Load(CheckpointReader checkpoint)
        {
            checkpoint.Module("model", network);
            checkpoint.Optimizer("optimizer", optimizer);
        }

        public void Dispose()
        {
            optimizer.Dispose();
            network.Dispose();
        }
    }
}
