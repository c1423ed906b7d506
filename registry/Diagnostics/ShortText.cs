namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>What a message repeats of what a user wrote.</summary>
public static class ShortText
{
    private const int Longest = 200;

    /// <summary>The text, or its beginning where it is longer than a message can bear.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > Longest ? $"{text[..(Longest / 4)]}…" : text;
    }

    /// <summary>A message, with what it quotes at great length shortened.</summary>
    internal static string OfQuoted(string message) => message.Length < Longest
        ? message
        : string.Join('\'', message.Split('\'').Select((part, i) => i % 2 == 1 ? Of(part) : part));
}
