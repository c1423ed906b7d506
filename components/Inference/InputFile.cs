using System.Globalization;
using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Inference;

/// <summary>
/// Inputs that are in no data set, from a CSV file: a row an input, its values in the order of the model's input and in the units
/// of the data set before augmentation (pixels in [0, 1]). A first row without any number is a head.
/// </summary>
internal static class InputFile
{
    /// <summary>Reads inputs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="data">What the data set says of one input.</param>
    /// <returns>float32 [N, …input shape], at least one.</returns>
    /// <exception cref="InvalidDataException">The file does not hold such inputs; the message names row and column.</exception>
    public static Tensor Read(string path, DataSpec data)
    {
        var values = new List<float>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var cells = line.Split(',');
            if (!string.IsNullOrWhiteSpace(line) && !(number == 1 && Array.TrueForAll(cells, cell => Parse(cell) is null)))
            {
                AddRow(values, cells, data, $"{path}, row {number}");
            }
        }

        return values.Count > 0
            ? tensor(values.ToArray(), [values.Count / data.InputSize, .. data.InputShape])
            : throw new InvalidDataException($"{path} holds no input: expected rows of {data.InputSize} numbers");
    }

    private static void AddRow(List<float> values, string[] cells, DataSpec data, string place)
    {
        if (cells.Length != data.InputSize)
        {
            throw new InvalidDataException($"{place}: {cells.Length} cells, and an input [{string.Join(", ", data.InputShape)}] has {data.InputSize} values");
        }

        for (var column = 0; column < cells.Length; column++)
        {
            values.Add(Parse(cells[column]) ?? throw new InvalidDataException($"{place}, column {column + 1}: '{cells[column]}' is not a finite number"));
        }
    }

    private static float? Parse(string cell) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : null;
}
