namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Names as MLflow takes them: letters, digits, <c>_ / . - :</c> and spaces, at most 250 characters, no <c>a//b</c> and no <c>..</c>.</summary>
public static class MlflowName
{
    private const int Longest = 250;

    /// <summary>The name with whatever MLflow refuses replaced.</summary>
    public static string Of(string name)
    {
        var letters = string.Concat(name.Select(letter => IsAllowed(letter) ? letter : '_'));
        var parts = letters.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.All(letter => letter == '.') ? "_" : part);
        var safe = string.Join('/', parts);
        return safe.Length switch
        {
            0 => "_",
            > Longest => safe[..Longest].TrimEnd('/'),
            _ => safe,
        };
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-' or ':' or ' ';
}
