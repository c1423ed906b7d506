using System.Text;

namespace ExperimentRunner.Components.Randomness;

/// <summary>A stream of random numbers: a seed, and the place in the experiment that draws from it.</summary>
public readonly record struct PhiloxKey(uint Low, uint High)
{
    /// <summary>The key of a place, such as <c>augmentation.0</c> or <c>shuffle</c>, under a seed. Other places give unrelated numbers.</summary>
    public static PhiloxKey Of(long seed, string place)
    {
        // FNV-1a over the seed's bytes and the place: stable across processes and versions, unlike string.GetHashCode.
        const ulong prime = 1099511628211;
        var hash = 14695981039346656037;
        for (var shift = 0; shift < 64; shift += 8)
        {
            hash = (hash ^ ((ulong)seed >> shift & 0xff)) * prime;
        }

        foreach (var value in Encoding.UTF8.GetBytes(place))
        {
            hash = (hash ^ value) * prime;
        }

        return new PhiloxKey((uint)hash, (uint)(hash >> 32));
    }
}
