using ExperimentRunner.Components.Datasets;
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
        var splits = DataSplits.Of(content, experiment.Split);
        foreach (var samples in content.Sets)
        {
            samples.MoveTo(device);
        }

        return new PreparedData(content, splits);
    }

    /// <summary>What a person should know of the data and their split before training.</summary>
    public IReadOnlyList<string> Warnings => [.. Content.Warnings, .. SmallClasses.Warnings(Content, Splits)];

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}
