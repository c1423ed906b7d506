using System.Globalization;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>Numbers in cells.</summary>
/// <param name="decimalPoint">What stands between the whole part of a number and the rest.</param>
internal sealed class CellNumber(char decimalPoint)
{
    private static readonly NumberFormatInfo WithComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private readonly NumberFormatInfo format = decimalPoint == ',' ? WithComma : NumberFormatInfo.InvariantInfo;

    /// <summary>Whether a cell stands for a value that is not known.</summary>
    public static bool IsMissing(string cell) => cell.ToUpperInvariant() is "" or "?" or "NA" or "N/A" or "NULL";

    /// <summary>Whether a cell is written as a number, finite or not.</summary>
    public bool IsNumber(string cell) => TryRead(cell, out _);

    /// <summary>Reads a finite number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">The number.</param>
    /// <returns>What is wrong with the cell, or null.</returns>
    public string? Read(string cell, out float number)
    {
        number = 0;
        if (IsMissing(cell))
        {
            return cell.Length == 0 ? "the value is missing" : $"the value is missing ('{cell}')";
        }

        return !TryRead(cell, out number) ? $"'{cell}' is not a number"
            : !float.IsFinite(number) ? $"'{cell}' is not a finite number"
            : null;
    }

    /// <summary>What a cell that is no number looks like, and what to do about a column of them.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="column">The column's name.</param>
    public string Advice(string cell, string column) => cell switch
    {
        _ when IsMissing(cell) => $"these values are missing: 'missing: mean' or 'missing: drop' says what to do about them, and 'drop: [{column}]' leaves the column out",
        _ when decimalPoint == '.' && WithoutSign(cell).Count(letter => letter == ',') == 1 && new CellNumber(',').IsNumber(cell) =>
            "are these decimal commas? then write 'decimal: \",\"'; commas between thousands are not read, so take them out of the file",
        _ when float.TryParse(cell.Trim('%', '$', '€', '£', ' '), NumberStyles.Float | NumberStyles.AllowThousands, format, out _) =>
            "units, signs of currency, per cent and between thousands are not read: take them out of the file, so that plain numbers are left",
        _ when DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            $"dates and times are not numbers: leave the column out with 'drop: [{column}]', or write numbers such as the month instead",
        _ => $"a column of text is left out with 'drop: [{column}]', or read as categories with 'categorical: [{column}]'",
    };

    private static string WithoutSign(string cell) => cell.TrimStart('+', '-');

    private bool TryRead(string cell, out float number) => float.TryParse(cell, NumberStyles.Float, format, out number);
}
