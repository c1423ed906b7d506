using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>What the server checks of names, values and lengths, and what it cuts without a word.</summary>
internal static partial class Rules
{
    private const int LongestName = 250;

    internal static string Name(string kind, string? name)
    {
        if (name is null)
        {
            throw Refusal.Invalid($"{kind} name cannot be None. A key name must be provided.");
        }

        if (!AllowedName().IsMatch(name))
        {
            throw Refusal.Invalid($"Invalid {kind} name: '{name}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }

        if (IsOtherPath(name))
        {
            throw Refusal.Invalid($"Invalid {kind} name: '{name}'. Names may be treated as files in certain cases, and must not resolve to other names when treated as such.");
        }

        return name.EnumerateRunes().Count() <= LongestName
            ? name
            : throw Refusal.Invalid($"{kind} name '{name[..LongestName]}' had length {name.Length}, which exceeded length limit of {LongestName}");
    }

    internal static string Cut(string value, int longest) => value.Length <= longest ? value : value[..longest];

    internal static void AtMost(string what, int most, int count)
    {
        if (count > most)
        {
            throw Refusal.Invalid($"A batch logging request can contain at most {most} {what}. Got {count} {what}. Please split up {what} across multiple requests and try again.");
        }
    }

    internal static void Length(string what, int longest, string? value)
    {
        if (value?.Length > longest)
        {
            throw Refusal.Invalid($"{what} exceeds the maximum length of {longest} characters");
        }
    }

    /// <summary>Whether the name, taken for a path, leads elsewhere.</summary>
    private static bool IsOtherPath(string name) =>
        name.Length == 0 || name.StartsWith("..", StringComparison.Ordinal) || name.Split('/') is var parts && parts.Any(part => part is "" or "." or "..");

    [GeneratedRegex(@"^[/\w.\- :]*$", RegexOptions.NonBacktracking)]
    private static partial Regex AllowedName();
}
