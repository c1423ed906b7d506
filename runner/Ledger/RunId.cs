namespace ExperimentRunner.Ledger;

/// <summary>
/// Ids of runs in MLflow: 32 hexadecimal digits, as MLflow makes them itself. They are names of folders, and stand in searches.
/// </summary>
public static class RunId
{
    private const int Length = 32;

    /// <summary>A new id.</summary>
    public static string New() => Guid.NewGuid().ToString("N");

    /// <summary>Whether a text is an id.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsValid(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
