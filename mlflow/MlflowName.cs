using System.Security.Cryptography;
using System.Text;

namespace MLflow.Client;

/// <summary>
/// Names of metrics, params and tags as MLflow takes them: letters, digits, <c>_ / . - :</c> and spaces, at most 250 characters, no
/// <c>a//b</c> and no <c>..</c>.
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
        if (safe == name && safe.Length <= Longest)
        {
            return name;
        }

        var mark = "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..MarkLength];
        return safe[..Math.Min(safe.Length, Longest - mark.Length)].TrimEnd('/') + mark;
    }

    private static string Replaced(string name)
    {
        var letters = string.Concat(name.Select(letter => IsAllowed(letter) ? letter : '_'));
        var parts = letters.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.All(letter => letter == '.') ? "_" : part);
        return string.Join('/', parts) is { Length: > 0 } safe ? safe : "_";
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-' or ':' or ' ';
}
