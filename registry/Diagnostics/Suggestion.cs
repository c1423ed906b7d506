namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Finds the name that was probably meant.</summary>
public static class Suggestion
{
    private const int LongestCompared = 64;

    /// <summary>The closest candidate, or null when none is close.</summary>
    /// <remarks>A third of the length may differ; a transposition counts once. On a tie the first candidate wins.</remarks>
    public static string? For(string written, IEnumerable<string> candidates)
    {
        if (written.Length is 0 or > LongestCompared)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, (written.Length + 1) / 3) + 1;
        foreach (var candidate in candidates)
        {
            // Longer than the limit means that the distance cannot be small: no need to fill the table.
            if (Math.Abs(candidate.Length - written.Length) >= bestDistance)
            {
                continue;
            }

            var distance = Distance(written, candidate);
            if (distance < bestDistance && distance < Math.Max(written.Length, candidate.Length))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>The closest candidate as a hint, <c>did you mean 'adamw'?</c>, or null.</summary>
    public static string? Hint(string written, IEnumerable<string> candidates) =>
        For(written, candidates) is { } name ? $"did you mean '{name}'?" : null;

    /// <summary>Insertions, deletions, substitutions and transpositions of neighbours (optimal string alignment), ignoring case.</summary>
    public static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
