using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Components.Datasets;

/// <summary>The four files that MNIST and its drop-in replacements are made of: images and labels to train on, then to test on.</summary>
internal static class MnistFiles
{
    private const int TrainCount = 60_000;
    private const int TestCount = 10_000;
    private const int Side = 28;

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder of all data.</param>
    /// <param name="files">Training images, training labels, test images, test labels.</param>
    /// <param name="classNames">The names of the classes.</param>
    internal static DatasetContent Load(string folder, IReadOnlyList<DataSource> files, IReadOnlyList<string> classNames)
    {
        LabelledImages Split(int first, int count) =>
            LabelledImages.OfIdx(files[first].PathIn(folder), files[first + 1].PathIn(folder), count, Side, Side);
        return LabelledImages.Content(LabelledImages.Spec([1, Side, Side], classNames), Split(0, TrainCount), Split(2, TestCount));
    }
}
