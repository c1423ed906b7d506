using System.Globalization;

namespace ExperimentRunner.Registry.Expressions;

/// <summary>A number with a unit: <c>10ep</c>, <c>1.5h</c>.</summary>
/// <param name="Number">How many.</param>
/// <param name="Unit">Of what; empty where nothing was written.</param>
public readonly record struct Quantity(double Number, string Unit)
{
    /// <summary>Reads one; null where the text is none.</summary>
    public static Quantity? Parse(string text)
    {
        var reader = new ExpressionReader(text);
        if (reader.TakeNumber() is not { } number)
        {
            return null;
        }

        var unit = reader.TakeName() ?? "";
        return reader.AtEnd ? new Quantity(number, unit) : null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Number.ToString("R", CultureInfo.InvariantCulture) + Unit;
}
