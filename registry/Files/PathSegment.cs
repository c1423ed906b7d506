using System.Text;

namespace ExperimentRunner.Registry.Files;

/// <summary>
/// One plain part of a path. A name that is read from a file and becomes a part of a path goes through here: it can then lead neither
/// up, nor elsewhere, nor to the folder itself.
/// </summary>
public static class PathSegment
{
    private const int LongestInBytes = 255; // of a file's name on Linux

    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "a name of 1 to 255 bytes without '/' and control characters, and not '.' or '..'";

    /// <summary>Whether a name is one plain part of a path.</summary>
    /// <param name="name">Any text.</param>
    public static bool IsPlain(string? name) => name is not (null or "" or "." or "..")
        && !name.Any(letter => letter == '/' || char.IsControl(letter))
        && Encoding.UTF8.GetByteCount(name) <= LongestInBytes;

    /// <summary>The name itself.</summary>
    /// <param name="name">Any text.</param>
    /// <exception cref="InvalidDataException">It is not one plain part of a path.</exception>
    public static string Of(string? name) => IsPlain(name) ? name! : throw new InvalidDataException($"'{Printable(name ?? "")}' cannot be the name of a file or a folder: expected {Allowed}");

    private static string Printable(string name)
    {
        const int Longest = 60;
        var text = string.Concat(name.Take(Longest).Select(letter => char.IsControl(letter) ? '?' : letter));
        return name.Length > Longest ? text + "…" : text;
    }
}
