
namespace ExperimentRunner.Components.Data;

/// <summary>Some samples of a set, by index; nothing is copied.</summary>
/// <param name="Samples">The set.</param>
/// <param name="Indices">Which of them, from 0.</param>
public sealed record SampleSubset(SampleTable Samples, long[] Indices)
{
    /// <summary>How many.</summary>
    public int Count => Indices.Length;

    /// <summary>All samples of a set, in its order.</summary>
    public static SampleSubset All(SampleTable samples)
    {
        var indices = new long[samples.Count];
        for (var index = 0; index < indices.Length; index++)
        {
            indices[index] = index;
        }

        return new SampleSubset(samples, indices);
    }
}
