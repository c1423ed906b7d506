using System.Text;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Components;

/// <summary>The names that runs can be kept under: those that can be a folder as they stand.</summary>
public static class ExperimentName
{
    /// <summary>The index of all runs, which lies beside their folders with its own companions.</summary>
    public const string IndexFile = "index.db";

    private const int Longest = 100;
    private const int LongestInBytes = 255; // of a file's name on Linux

    /// <summary>What is allowed, as a sentence for messages.</summary>
    public static string Allowed =>
        $"a name is a folder's too: 1 to {Longest} characters, no '/', no control or invisible characters, not '.' in front, no space at the end, at most {LongestInBytes} bytes, not '{IndexFile}' in front";

    /// <summary>Whether runs can be kept under a name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest
        && Encoding.UTF8.GetByteCount(name) <= LongestInBytes
        && name[0] != '.'
        && name[^1] != ' '
        && !name.Contains('/', StringComparison.Ordinal)
        && VisibleText.Shows(name)
        && !name.StartsWith(IndexFile, StringComparison.Ordinal);
}
