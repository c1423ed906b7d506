using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Ledger.Machine;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Verification;
using ExperimentRunner.Workers;
using System.Globalization;

namespace ExperimentRunner.Checkup;

/// <summary>Looks at libtorch, in a worker that loads it, and at the GPUs that it could use.</summary>
internal static class TorchCheck
{
    private const string VisibleGpus = "CUDA_VISIBLE_DEVICES";
    private const string Page = "docs/gpu.md";

    internal static async Task<IReadOnlyList<Finding>> LookAsync()
    {
        try
        {
            var (folder, knowsCuda) = (LibTorch.Folder, LibTorch.KnowsCuda);
            var examined = await new ModelWorker(new Local()).UseAsync<ExaminedMessage>(new ExamineCommand(), Threads.Available);
            var origin = Environment.GetEnvironmentVariable(LibTorch.FolderVariable) is { Length: > 0 }
                ? $"named by {LibTorch.FolderVariable}"
                : "beside the program";
            return
            [
                new("libtorch", Health.Ok, $"{examined.Version} {(knowsCuda ? "with CUDA" : "for the CPU")}, {origin}: {folder}"),
                Gpus(examined, knowsCuda),
                .. await NumericsAsync(examined.Gpus > 0 ? "cuda" : "cpu"),
            ];
        }
        catch (Exception failure) when (failure is LibTorchException or RunnerException)
        {
            var advice = Environment.GetEnvironmentVariable(LibTorch.FolderVariable) is { Length: > 0 }
                ? $"unset {LibTorch.FolderVariable} to use the libtorch beside the program, or see {Page} for one that fits"
                : "build the program again with 'make'";
            return [new("libtorch", Health.Wrong, failure.Message.TrimEnd('.'), advice)];
        }
    }

    /// <summary>Compares the whole table of layers with float64 where training would compute.</summary>
    private static async Task<IEnumerable<Finding>> NumericsAsync(string device)
    {
        var answer = await new ModelWorker(new Local()).UseAsync<NumericsCheckedMessage>(new CheckNumericsCommand(device, Threads: 1), threads: 1);
        return Numerics(answer);
    }

    /// <summary>One line for the table, and one for each layer that is wrong.</summary>
    internal static IEnumerable<Finding> Numerics(NumericsCheckedMessage answer)
    {
        var (layers, wrong, slow) = (answer.Layers, answer.Verdict.Wrong, answer.Verdict.WithoutOneDnn);
        if (wrong.Count > 0)
        {
            return wrong.Select(line => new Finding("layer", Health.Wrong, line)).Prepend(new("numerics", Health.Wrong,
                string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {layers} layers are wrong on {answer.Device}, compared with float64"),
                $"train with another libtorch ({Page}); on a CPU DNNL_MAX_CPU_ISA=SSE41 is slower and may be right"));
        }

        var found = string.Create(CultureInfo.InvariantCulture, $"{layers} layers are right on {answer.Device}, compared with float64");
        return [slow.Count == 0 ? new("numerics", Health.Ok, found) : new("numerics", Health.Note, $"{found}; slower, without oneDNN: {string.Join(", ", slow)}")];
    }

    private static Finding Gpus(ExaminedMessage examined, bool knowsCuda)
    {
        using var probe = NvidiaProbe.Open();
        var models = probe?.Models ?? [];
        return Gpus(models, models.Count > 0 ? NvidiaProbe.Driver() : null, Environment.GetEnvironmentVariable(VisibleGpus), knowsCuda, examined.Gpus);
    }

    /// <summary>What the driver has against what libtorch can use.</summary>
    /// <param name="models">The GPUs that the driver lists.</param>
    /// <param name="driver">Its version.</param>
    /// <param name="visible">What <c>CUDA_VISIBLE_DEVICES</c> says, or null.</param>
    /// <param name="knowsCuda">Whether libtorch could compute on one.</param>
    /// <param name="usable">The GPUs that it can compute on.</param>
    internal static Finding Gpus(IReadOnlyList<string> models, string? driver, string? visible, bool knowsCuda, int usable)
    {
        var found = models.Count == 0
            ? "no NVIDIA GPU with a driver"
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", models.GroupBy(model => model).Select(same => $"{same.Count()} × {same.Key}"))}, driver {driver ?? "unknown"}")
                + (visible is null ? "" : $", {VisibleGpus}='{visible}'");
        return (models.Count > 0, knowsCuda, usable) switch
        {
            (_, true, > 0) => new("GPU", Health.Ok, string.Create(CultureInfo.InvariantCulture, $"{found}; libtorch can use {usable}")),
            (false, false, _) => new("GPU", Health.Ok, $"{found}; training runs on the processor"),
            (false, true, _) => new("GPU", Health.Note, $"{found}, though this libtorch knows CUDA; training runs on the processor", $"if there is a GPU, install NVIDIA's driver until 'nvidia-smi' lists it ({Page})"),
            (true, false, _) => new("GPU", Health.Note, $"{found}; this libtorch knows no CUDA, so training runs on the processor", $"name a libtorch with CUDA in {LibTorch.FolderVariable} ({Page})"),
            (true, true, _) when visible is not null => new("GPU", Health.Note, $"{found}; libtorch can use none, so training runs on the processor", $"unset {VisibleGpus}, unless it hides them on purpose"),
            (true, true, _) => new("GPU", Health.Wrong, $"{found}; libtorch cannot use it", $"compare the driver with the CUDA version of libtorch, and look for 'not found' in what 'ldd' says of libtorch_cuda.so ({Page})"),
        };
    }
}
