using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Numerics;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Numerics;

/// <summary>What follows from a check, on machines that this one is not.</summary>
public sealed class NumericsCheckTests : TensorTest
{
    private static readonly LayerDeviation Right = new(1e-6, 1e-6, 1e-6);
    private static readonly LayerDeviation Wrong = new(1e-6, 0.4, 1e-6);

    [Fact]
    public void A_machine_that_is_right_keeps_oneDNN_for_everything() => Judge((_, _) => Right).WithoutOneDnn.Should().BeEmpty();

    [Fact]
    public void A_kind_that_is_wrong_with_oneDNN_goes_without_it()
    {
        var verdict = Judge((layer, withOneDnn) => layer.Kind == LayerKind.Convolution1d && withOneDnn ? Wrong : Right);
        verdict.WithoutOneDnn.Should().Equal(LayerKind.Convolution1d);
        verdict.IsRight.Should().BeTrue();
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_layer_that_is_wrong_in_every_way_is_told(double deviation) =>
        Judge((layer, _) => layer.Name == "tanh 12" ? Right with { ByInput = deviation } : Right).Wrong.Should().ContainSingle().Which.Should().StartWith("tanh 12: ");

    [Fact]
    public void A_GPU_may_round_as_TF32_does_and_no_more()
    {
        var gpu = new Device(TorchSharp.DeviceType.CUDA, 0);
        new NumericsCheck((_, _) => Right with { Forward = 2e-3 }, canDoWithoutOneDnn: false).Judge(LayerTable.Handful, gpu).IsRight.Should().BeTrue();
        new NumericsCheck((_, _) => Wrong, canDoWithoutOneDnn: false).Judge(LayerTable.Handful, gpu).Wrong.Should().HaveCount(LayerTable.Handful.Count);
    }

    [Fact]
    public void What_is_wrong_is_not_trained_with()
    {
        var verdict = Judge((layer, _) => layer.Kind == LayerKind.Convolution2d ? Wrong : Right);
        var act = () => TrustedMachine.Accept(verdict, "cpu");
        act.Should().Throw<LibTorchException>().Which.Message.Should()
            .StartWith($"libtorch {LibTorch.Version} in ")
            .And.Contain("computes wrong on cpu of this machine, so nothing is trained with it; compared with float64:\n"
                + "  conv2d 1 → 4, kernel 3: forward 1E-06, gradient by the input 0.4, by the weights 1E-06\n")
            .And.Contain("\n  and 1 more\n'experiment doctor' shows the whole table. Use the libtorch that ships with this program (unset EXPERIMENT_LIBTORCH)");
    }

    /// <summary>The comparison itself finds what it is for: a layer that reads what nobody wrote, and one that loses a part.</summary>
    [Fact]
    public void The_comparison_finds_unset_memory_and_lost_channels()
    {
        var unset = new LayerCase("unset", [4, 4], [], (x, _) => x.add(empty(4, 4, x.dtype).mul(x.dtype == ScalarType.Float64 ? 0 : 1)));
        var lost = new LayerCase("lost", [4, 4], [], (x, _) => x.dtype == ScalarType.Float64 ? x.mul(1) : x.mul(tensor([1f, 1, 1, 0])));
        LayerComparison.Measure(unset, CPU).Forward.Should().Be(double.PositiveInfinity);
        LayerComparison.Measure(lost, CPU).ByInput.Should().BeGreaterThan(0.2);
    }

    [Fact]
    public void A_verdict_is_kept_and_a_damaged_one_is_not_believed()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "deep", "verdict.json");
        var file = new VerdictFile(path);
        file.Read().Should().BeNull();
        file.Write(new([LayerKind.Convolution3d], []));
        file.Read()!.WithoutOneDnn.Should().Equal(LayerKind.Convolution3d);
        File.WriteAllText(path, "[\"Convolution9d\"");
        file.Read().Should().BeNull();
    }

    private static NumericsVerdict Judge(Func<LayerCase, bool, LayerDeviation> measure) => new NumericsCheck(measure, canDoWithoutOneDnn: true).Judge(LayerTable.Handful, CPU);
}
