using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>What a message repeats of what a user wrote. Secrets are taken out first: of one that was cut the rest would not be known again.</summary>
public static class ShortText
{
    private const int Longest = 200;

    /// <summary>The text, or its beginning where it is longer than a message can bear.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Cut(SecretMask.OfThisProcess.Apply(text));
    }

    /// <summary>A message, with what it quotes at great length shortened.</summary>
    internal static string OfQuoted(string message)
    {
        var masked = SecretMask.OfThisProcess.Apply(message);
        return masked.Length < Longest ? masked : string.Join('\'', masked.Split('\'').Select((part, i) => i % 2 == 1 ? Cut(part) : part));
    }

    private static string Cut(string text) => text.Length > Longest ? $"{text[..(Longest / 4)]}…" : text;
}
