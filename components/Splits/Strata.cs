using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Components.Splits;

/// <summary>
/// The samples of a set in a shuffled order, by class: what a stratified split draws from. Where targets are not classes, all samples
/// are of one.
/// </summary>
internal sealed class Strata
{
    private readonly SampleTable samples;
    private readonly long seed;
    private readonly long[] shuffled;
    private readonly int[] classes; // of the samples in the shuffled order
    private readonly int[] sizes; // of the classes, from the smallest to the largest

    /// <summary>Shuffles the samples.</summary>
    public Strata(SampleTable samples, long seed)
    {
        this.samples = samples;
        this.seed = seed;
        shuffled = SampleSubset.All(samples).Indices;
        Permutation.Shuffle(shuffled, PhiloxKey.Of(seed, "split"), 0);
        var labels = Array.ConvertAll(shuffled, index => samples.Labels.IsEmpty ? 0 : samples.Labels[(int)index]);

        // Classes of one size lie side by side, so that they have their share together, too. Among them the one whose sample was
        // shuffled to the front comes first.
        var groups = labels.GroupBy(label => label).OrderBy(group => group.Count()).ToList();
        var places = groups.Select((group, place) => (group.Key, place)).ToDictionary(entry => entry.Key, entry => entry.place);
        classes = Array.ConvertAll(labels, label => places[label]);
        sizes = [.. groups.Select(group => group.Count())];
    }

    /// <summary>The part of each sample, in the shuffled order.</summary>
    /// <param name="test">How many samples test.</param>
    /// <param name="validation">How many validate.</param>
    public SplitPart[] Share(long test, long validation)
    {
        var shares = StratifiedShares.Of(sizes, [test, validation, samples.Count - test - validation], seed);
        var parts = new SplitPart[classes.Length];
        for (var position = 0; position < parts.Length; position++)
        {
            var left = shares[classes[position]];
            var part = Array.FindIndex(left, count => count > 0);
            left[part]--;
            parts[position] = (SplitPart)part;
        }

        return parts;
    }

    /// <summary>Deals the samples that train to folds in turn, class after class, and lets those of one fold validate.</summary>
    public void Deal(SplitPart[] parts, int folds, int index)
    {
        var dealt = Enumerable.Range(0, parts.Length).Where(position => parts[position] == SplitPart.Train).OrderBy(position => classes[position]).ToList();
        for (var place = index; place < dealt.Count; place += folds)
        {
            parts[dealt[place]] = SplitPart.Validation;
        }
    }

    /// <summary>The samples with their parts.</summary>
    public Division Division(SplitPart[] parts) => new(shuffled, parts);
}
