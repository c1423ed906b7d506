using ExperimentRunner.Checkup;

namespace ExperimentRunner.Tests.Runner.Checkup;

public sealed class TorchCheckTests
{
    private static readonly string[] None = [];
    private static readonly string[] Two = ["NVIDIA H100", "NVIDIA H100"];

    [Fact]
    public void What_the_driver_has_is_held_against_what_libtorch_can_use()
    {
        Say(None, null, false, 0).Should().Be("Ok: no NVIDIA GPU with a driver; training runs on the processor");
        Say(None, null, true, 0).Should().Be("Note: no NVIDIA GPU with a driver, though this libtorch knows CUDA; training runs on the processor → if there is a GPU, install NVIDIA's driver until 'nvidia-smi' lists it (docs/gpu.md)");
        Say(Two, null, false, 0).Should().Be("Note: 2 × NVIDIA H100, driver 570.1; this libtorch knows no CUDA, so training runs on the processor → name a libtorch with CUDA in EXPERIMENT_LIBTORCH (docs/gpu.md)");
        Say(Two, null, true, 2).Should().Be("Ok: 2 × NVIDIA H100, driver 570.1; libtorch can use 2");
        Say(Two, "0", true, 1).Should().Be("Ok: 2 × NVIDIA H100, driver 570.1, CUDA_VISIBLE_DEVICES='0'; libtorch can use 1");
        Say(Two, "", true, 0).Should().Be("Note: 2 × NVIDIA H100, driver 570.1, CUDA_VISIBLE_DEVICES=''; libtorch can use none, so training runs on the processor → unset CUDA_VISIBLE_DEVICES, unless it hides them on purpose");
        Say(Two, null, true, 0).Should().StartWith("Wrong: 2 × NVIDIA H100, driver 570.1; libtorch cannot use it → compare the driver with the CUDA version of libtorch");
    }

    private static string Say(string[] models, string? visible, bool knowsCuda, int usable)
    {
        var finding = TorchCheck.Gpus(models, models.Length > 0 ? "570.1" : null, visible, knowsCuda, usable);
        return $"{finding.State}: {finding.Found}{(finding.Advice is { } advice ? $" → {advice}" : "")}";
    }
}
