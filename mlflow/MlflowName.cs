using System.Security.Cryptography;
using System.Text;

namespace MLflow.Client;

/// <summary>
/// Names of metrics, params and tags as MLflow takes them: letters and digits of any script, <c>_ / . - :</c> and spaces; at most 250
/// bytes, as they may become files; nothing that a path would read as another name, such as <c>a//b</c>, <c>./a</c> or <c>..a</c>.
/// </summary>
public static class MlflowName
{
    private const int Longest = 250;
    private const int MarkLength = 8;

    /// <summary>
    /// The name itself where it is allowed; else with what is refused replaced by <c>_</c>, and the start of its hash behind it, so
    /// that two names never become one.
    /// </summary>
    /// <param name="name">Any text.</param>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var safe = Replaced(name);
        if (safe == name && Encoding.UTF8.GetByteCount(safe) <= Longest)
        {
            return name;
        }

        var mark = "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..MarkLength];
        return Start(safe, Longest - mark.Length).TrimEnd('/') + mark;
    }

    private static string Start(string name, int bytes)
    {
        var length = Math.Min(name.Length, bytes);
        while (Encoding.UTF8.GetByteCount(name.AsSpan(..length)) > bytes)
        {
            length--;
        }

        return name[..length];
    }

    private static string Replaced(string name)
    {
        var letters = string.Concat(name.Select(letter => IsAllowed(letter) ? letter : '_'));
        var parts = letters.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.All(letter => letter == '.') ? "_" : part);
        var safe = string.Join('/', parts);
        return safe.Length == 0 || safe.StartsWith("..", StringComparison.Ordinal) ? "_" + safe : safe;
    }

    private static bool IsAllowed(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-' or ':' or ' ';
}
