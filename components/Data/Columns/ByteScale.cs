using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Columns;

/// <summary>From stored values to what a model takes in.</summary>
internal static class ByteScale
{
    /// <summary>Brings bytes to [0, 1].</summary>
    public const double OfBytes = 1.0 / 255;

    /// <summary>Bytes as floats, scaled; floats as they are.</summary>
    /// <param name="stored">[B, …], uint8 or float32.</param>
    /// <param name="scale">What bytes are multiplied with.</param>
    public static Tensor ToFloats(Tensor stored, double scale)
    {
        if (stored.dtype != ScalarType.Byte)
        {
            return stored;
        }

        var floats = stored.to(ScalarType.Float32);
        return scale == 1 ? floats : floats.mul_(scale);
    }
}
