using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>Judges a libtorch on a device by a table of layers.</summary>
/// <param name="measure">Measures a layer, with oneDNN or without it.</param>
/// <param name="canDoWithoutOneDnn">Whether layers that are wrong may be tried without oneDNN.</param>
public sealed class NumericsCheck(Func<LayerCase, bool, LayerDeviation> measure, bool canDoWithoutOneDnn)
{
    /// <summary>A check on a device as training uses it.</summary>
    public static NumericsCheck On(Device device) => new((layer, withOneDnn) => Measure(layer, device, withOneDnn), device.type == TorchSharp.DeviceType.CPU && OneDnn.HasSwitch);

    /// <summary>Float32 alone deviates by 1e-6 to 3e-5 on these shapes, TF32 of NVIDIA GPUs by some 1e-3; the faults that were met by 0.2 and more.</summary>
    private static double Tolerance(Device device) => device.type == TorchSharp.DeviceType.CPU ? 1e-4 : 1e-2;

    /// <summary>Judges by a table.</summary>
    /// <param name="table">The layers.</param>
    /// <param name="device">Where they are measured; decides how much rounding is allowed.</param>
    public NumericsVerdict Judge(IReadOnlyList<LayerCase> table, Device device)
    {
        bool IsWrong(LayerCase layer, bool withOneDnn) => !(measure(layer, withOneDnn).Largest <= Tolerance(device));

        LayerKind[] suspects = canDoWithoutOneDnn ? [.. table.Where(layer => IsWrong(layer, true)).Select(layer => layer.Kind).Distinct().Order()] : [];
        var wrong = table.Where(layer => IsWrong(layer, withOneDnn: !suspects.Contains(layer.Kind)));
        return new(suspects, [.. wrong.Select(layer => $"{layer}: {measure(layer, !suspects.Contains(layer.Kind))}")]);
    }

    private static LayerDeviation Measure(LayerCase layer, Device device, bool withOneDnn)
    {
        OneDnn.Use(withOneDnn);
        try
        {
            return LayerComparison.Measure(layer, device);
        }
        finally
        {
            OneDnn.Use(true);
        }
    }
}
