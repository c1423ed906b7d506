using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Splits;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Feeding;

/// <summary>A data set that was read, split, and moved to where training wants it.</summary>
/// <param name="Content">The data set.</param>
/// <param name="Splits">Which of its samples train, validate and test.</param>
public sealed record PreparedData(DatasetContent Content, DataSplits Splits) : IDisposable
{
    /// <summary>Reads and prepares the data of an experiment.</summary>
    /// <param name="experiment">The experiment; it has a data set.</param>
    /// <param name="folder">The folder that holds fetched data sets.</param>
    /// <param name="device">Where samples are wanted.</param>
    public static PreparedData Of(Experiment experiment, string folder, Device device)
    {
        var content = experiment.Dataset!.Load(folder);
        var splits = experiment.Split.Of(content);
        foreach (var samples in content.Sets)
        {
            samples.MoveTo(device);
        }

        return new PreparedData(content, splits);
    }

    /// <summary>What a person should know of the data and their split before training.</summary>
    public IReadOnlyList<string> Warnings => [.. Content.Warnings, .. SmallClasses.Warnings(Content, Splits), .. Leaks];

    /// <summary>Neighbours that share values, in two parts: what is measured was partly learnt.</summary>
    private IEnumerable<string> Leaks
    {
        get
        {
            var training = Splits.Train.Indices.ToHashSet();
            bool Touches(SampleSubset part) => ReferenceEquals(part.Samples, Content.Train) && part.Indices.Any(index =>
                Enumerable.Range(1, Content.Overlap).Any(step => training.Contains(index - step) || training.Contains(index + step)));
            if (Content.Overlap > 0 && (Touches(Splits.Validation) || Touches(Splits.Test)))
            {
                yield return $"neighbouring samples of this data set overlap, up to {Content.Overlap} apart, and some that are measured lie beside some that are "
                    + $"trained on, which makes results look better than they are: use 'split: {{type: by_time, gap: {Content.Overlap}}}'";
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
