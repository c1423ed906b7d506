using System.Collections.Concurrent;
using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>Whether this machine's libtorch computes right, found out at its first use on a device, before anything is trained there.</summary>
public static class TrustedMachine
{
    private const int Told = 5;
    private static readonly ConcurrentDictionary<(string Device, int Threads), NumericsVerdict> Known = new();

    /// <summary>Finds out, and lets nothing be computed where it is wrong.</summary>
    /// <param name="device">The device to train on.</param>
    /// <exception cref="LibTorchException">It computes wrong; the message says what, and what to do.</exception>
    public static void Require(Device device)
    {
        OneDnn.Use(true); // as long as no network asks for less
        _ = Verdict(device);
    }

    /// <summary>Prepares a network that will be trained or asked on a device: the layout of its weights, and oneDNN off where this machine needs it.</summary>
    /// <param name="network">The network, on the device; no optimizer has seen it yet.</param>
    /// <param name="device">The device.</param>
    public static void Prepare(nn.Module network, Device device)
    {
        ConvolutionLayout.Apply(network);
        if (LayerKinds.In(network).Intersect(Verdict(device).WithoutOneDnn).Any())
        {
            OneDnn.Use(false);
        }
    }

    /// <summary>Lets a verdict pass, or says what is wrong.</summary>
    internal static NumericsVerdict Accept(NumericsVerdict verdict, string device) => verdict.IsRight ? verdict : throw new LibTorchException(
        $"libtorch {LibTorch.Version} in {LibTorch.Folder} computes wrong on {device} of this machine, so nothing is trained with it; compared with float64:\n"
        + string.Join('\n', verdict.Wrong.Take(Told).Select(line => $"  {line}"))
        + (verdict.Wrong.Count > Told ? $"\n  and {verdict.Wrong.Count - Told} more" : "")
        + $"\n'experiment doctor' shows the whole table. Use the libtorch that ships with this program (unset {LibTorch.FolderVariable}), or another build of it; "
        + "on a CPU, DNNL_MAX_CPU_ISA=SSE41 makes oneDNN use its oldest, slower kernels.");

    private static NumericsVerdict Verdict(Device device)
    {
        var threads = get_num_threads();
        return Known.GetOrAdd((device.ToString(), threads), _ => Remembered(device, VerdictFile.For(device.ToString(), threads)));
    }

    private static NumericsVerdict Remembered(Device device, VerdictFile file)
    {
        if (file.Read() is { } kept)
        {
            return kept;
        }

        var verdict = Accept(NumericsCheck.On(device).Judge(LayerTable.Handful, device), device.ToString());
        file.Write(verdict);
        return verdict;
    }
}
