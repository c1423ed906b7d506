namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>
/// Inputs of a data set that has no format of its own for them: images where its inputs are, and rows of numbers in a CSV file.
/// </summary>
/// <param name="data">What the data set says of one input.</param>
/// <param name="scalesImages">Whether it scales its own images to one size.</param>
internal sealed class FileInputs(DataSpec data, bool scalesImages = false) : IInputReader
{
    /// <inheritdoc/>
    public NewInputs Read(string path) => data.InputShape is [1 or 3, var height, var width] && !IsTable(path)
        ? new ImageInputs((int)data.InputShape[0], (int)height, (int)width, scalesImages).Read(path)
        : new RowInputs(data).Read(path);

    private static bool IsTable(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}
