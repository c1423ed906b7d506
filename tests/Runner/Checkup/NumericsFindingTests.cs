using ExperimentRunner.Checkup;
using ExperimentRunner.Components.Numerics;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Tests.Runner.Checkup;

public sealed class NumericsFindingTests
{
    [Fact]
    public void Doctor_lists_each_layer_that_is_wrong()
    {
        var findings = Findings(new([], ["conv2d 1 → 4, kernel 3: forward 0.4", "tanh 12: forward 1"]));
        findings.Select(finding => finding.Found).Should().Equal("2 of 100 layers are wrong on cpu, compared with float64", "conv2d 1 → 4, kernel 3: forward 0.4", "tanh 12: forward 1");
        findings.Should().OnlyContain(finding => finding.State == Health.Wrong);
    }

    [Fact]
    public void Doctor_says_what_is_slower_to_be_right() =>
        Findings(new([LayerKind.Convolution1d], [])).Should().ContainSingle()
            .Which.Found.Should().Be("100 layers are right on cpu, compared with float64; slower, without oneDNN: Convolution1d");

    private static List<Finding> Findings(NumericsVerdict verdict) => [.. TorchCheck.Numerics(new NumericsCheckedMessage("cpu", "2.10.0", 100, verdict))];
}
