namespace ExperimentRunner.Components.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011):
/// a pure function of key and counter, so draws need no state and no order.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The 128 random bits of a counter under a key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(PhiloxKey key, uint c0, uint c1, uint c2, uint c3)
    {
        var (k0, k1) = (key.Low, key.High);
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>A double in [0, 1) with 53 random bits.</summary>
    public static double Uniform(PhiloxKey key, ulong item, uint epoch, uint draw)
    {
        var (x0, x1, _, _) = Block(key, (uint)item, (uint)(item >> 32), epoch, draw);
        return (((ulong)x0 << 32 | x1) >> 11) * (1.0 / (1UL << 53));
    }
}
