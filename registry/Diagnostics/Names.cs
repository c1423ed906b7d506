namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Names in messages.</summary>
internal static class Names
{
    private const int Shown = 24;

    /// <summary>The names, the first few of them where there are many.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $", … ({names.Count - Shown} more)" : "");

    /// <summary><c>an optimizer</c>, <c>a schedule</c>.</summary>
    public static string WithArticle(string noun) => (noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + noun;
}
