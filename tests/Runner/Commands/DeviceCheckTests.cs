using ExperimentRunner.Commands;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Tests.Runner.Commands;

public sealed class DeviceCheckTests
{
    [Theory]
    [InlineData("cuda", 0, "warning: train.device is 'cuda', and this machine has no GPU that this program can use: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere\n")]
    [InlineData("cuda:2", 2, "warning: train.device is 'cuda:2', and this machine has only 2 GPUs, counted from cuda:0: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere\n")]
    [InlineData("cuda", 1, "")]
    [InlineData("cuda:1", 2, "")]
    [InlineData("auto", 0, "")]
    [InlineData("cpu", 0, "")]
    public void A_device_that_this_machine_lacks_is_a_warning(string device, int gpus, string warning)
    {
        using var output = new StringWriter();
        DeviceCheck.Tell([device, device], gpus, new Terminal(TextWriter.Null, output, IsInteractive: false));
        output.ToString().Should().Be(warning);
    }
}
