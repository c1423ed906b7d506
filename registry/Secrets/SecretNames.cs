using System.Text.RegularExpressions;

namespace ExperimentRunner.Registry.Secrets;

/// <summary>
/// Which environment variables are secret, by the whole words of their names: <c>DB_PASS</c> and <c>dbPass</c> are, <c>COMPASS</c> is not.
/// The variable <see cref="Variable"/> says otherwise where that is wrong.
/// </summary>
public sealed partial class SecretNames
{
    /// <summary>The variable that lists further secrets, and those that are none behind an exclamation mark: <c>MY_PLACE,!SORT_KEY</c>.</summary>
    public const string Variable = "EXPERIMENT_SECRETS";

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "APIKEY", "AUTH", "AUTHORIZATION", "BEARER", "COOKIE", "CRED", "CREDENTIAL", "CREDENTIALS", "CREDS", "HEADERS", "JWT", "KEY", "PASS", "PASSCODE",
        "PASSPHRASE", "PASSWD", "PASSWORD", "PASSWORDS", "PAT", "PWD", "SECRET", "SECRETS", "SIG", "SIGNATURE", "TOKEN", "WEBHOOK",
    };

    private static readonly string[] Endings = ["APIKEY", "PASSPHRASE", "PASSWD", "PASSWORD", "SECRET", "TOKEN"]; // PGPASSWORD, AUTHTOKEN

    private static readonly string[] Never = ["PWD", Variable]; // a shell's current folder; names, not values

    private readonly HashSet<string> secret = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(Never, StringComparer.Ordinal);

    /// <summary>The rule of words, and what a user adds to it.</summary>
    /// <param name="settings">The value of <see cref="Variable"/>, or null.</param>
    public SecretNames(string? settings)
    {
        foreach (var name in (settings ?? "").Split((char[])[',', ' ', '\t', '\n', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            _ = name[0] == '!' ? open.Add(name[1..]) : secret.Add(name);
        }
    }

    /// <summary>Whether the value of a variable is secret.</summary>
    public bool Contains(string variable) => secret.Contains(variable) || (!open.Contains(variable) && LooksSecret(variable));

    private static bool LooksSecret(string name)
    {
        foreach (var match in Word.EnumerateMatches(name))
        {
            var word = name.Substring(match.Index, match.Length);
            if (Words.Contains(word) || Array.Exists(Endings, ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    // DB_PASS, db-pass, dbPass, APIKey, PASS2: a word is a run of capitals, or letters behind at most one capital.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word { get; }
}
