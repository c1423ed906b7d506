using System.Globalization;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Splits;

namespace ExperimentRunner.Components.Feeding;

/// <summary>Classes with too few samples to be both learnt and measured.</summary>
internal static class SmallClasses
{
    private const int Shown = 5;

    /// <summary>A line for those of a single sample, and one for those that a split left without any to train on.</summary>
    public static IEnumerable<string> Warnings(DatasetContent content, DataSplits splits)
    {
        if (content.Train.Labels.IsEmpty || content.Spec.Target.Meaning.ClassCount is not { } classes)
        {
            yield break;
        }

        var (all, training) = (new long[classes], new long[classes]);
        foreach (var label in content.Train.Labels)
        {
            all[label]++;
        }

        foreach (var index in splits.Train.Indices)
        {
            training[content.Train.Labels[(int)index]]++;
        }

        if (Named(content.Spec, label => all[label] == 1) is { } single)
        {
            yield return $"a single sample each: {single}; such a class is either trained on or measured, never both, so add samples or leave it out";
        }

        if (Named(content.Spec, label => training[label] == 0) is { } untrained)
        {
            yield return $"no sample to train on: {untrained}; no model can learn such a class, so add samples, leave it out, or set less aside";
        }
    }

    private static string? Named(DataSpec data, Func<int, bool> isMeant)
    {
        int[] found = [.. Enumerable.Range(0, data.Classes!.Value).Where(isMeant)];
        var names = found.Take(Shown).Select(label => data.ClassNames.Count > label ? data.ClassNames[label] : label.ToString(CultureInfo.InvariantCulture));
        return found.Length == 0 ? null
            : $"{found.Length} of {data.Classes} classes ({string.Join(", ", names)}{(found.Length > Shown ? ", …" : "")})";
    }
}
