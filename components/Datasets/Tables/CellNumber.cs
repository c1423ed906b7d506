using System.Globalization;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>Numbers in cells.</summary>
internal static class CellNumber
{
    /// <summary>Whether a cell is written as a number, finite or not.</summary>
    public static bool IsNumber(string cell) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads a finite number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">The number.</param>
    /// <returns>What is wrong with the cell, or null.</returns>
    public static string? Read(string cell, out float number)
    {
        number = 0;
        if (IsMissing(cell))
        {
            return cell.Length == 0 ? "the value is missing" : $"the value is missing ('{cell}')";
        }

        return !float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? $"'{cell}' is not a number"
            : !float.IsFinite(number) ? $"'{cell}' is not a finite number"
            : null;
    }

    /// <summary>Whether a cell stands for a value that is not known.</summary>
    public static bool IsMissing(string cell) => cell.ToUpperInvariant() is "" or "?" or "NA" or "N/A" or "NULL";
}
