using System.Text.Json;
using ExperimentRunner.Commands;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Commands;

public sealed class DeviceCheckTests
{
    [Theory]
    [InlineData("cuda", 0, "train.device is 'cuda', and this machine has no GPU that this program can use: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere")]
    [InlineData("cuda:2", 2, "train.device is 'cuda:2', and this machine has only 2 GPUs, counted from cuda:0: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere")]
    [InlineData("cuda", 1, "")]
    [InlineData("cuda:1", 2, "")]
    [InlineData("auto", 0, "")]
    [InlineData("cpu", 0, "")]
    public void A_device_that_this_machine_lacks_is_a_warning(string device, int gpus, string warning)
    {
        DeviceCheck.Warnings([device, device], gpus).Should().Equal(warning.Length > 0 ? [warning] : []);
    }

    [Fact]
    public async Task Json_has_the_warning_too()
    {
        using var folder = new TemporaryFolder();
        var config = Path.Combine(folder.Path, "a.yaml");
        await File.WriteAllTextAsync(
            config, "{dataset: digits, model: mlp, optimizer: {type: sgd, lr: 0.1}, loss: cross_entropy, train: {duration: 1it, device: 'cuda:63'}}", TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("check", config, "--json");

        using var rows = JsonDocument.Parse(result.Out);
        rows.RootElement[0].GetProperty("warnings")[0].GetString().Should().StartWith("train.device is 'cuda:63', and this machine has ");
    }
}
