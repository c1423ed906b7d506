using System.Collections;
using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Tracking.Provenance;

/// <summary>Takes secrets out of text before it reaches a file: values of secret-looking environment variables, credentials in URLs.</summary>
public sealed partial class SecretMask
{
    private const string Mask = "(hidden)"; // a plain word in YAML too
    private const int ShortestSecret = 6; // a shorter value, such as "1" or "true", is no secret and would blot out half the text

    private readonly string[] secrets;

    /// <summary>Knows the secrets of an environment.</summary>
    /// <param name="environment">Names and values.</param>
    public SecretMask(IEnumerable<KeyValuePair<string, string>> environment) =>
        secrets = [.. environment
            .Where(variable => LooksSecret(variable.Key) && variable.Value.Length >= ShortestSecret)
            .SelectMany(variable => Encodings(variable.Value))
            .OrderByDescending(value => value.Length)];

    /// <summary>The mask for the environment of this process.</summary>
    public static SecretMask OfThisProcess() =>
        new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")));

    /// <summary>Whether a variable's name says that its value is secret.</summary>
    public static bool LooksSecret(string variable) => SecretName.IsMatch(variable);

    /// <summary>The text without secrets.</summary>
    public string Apply(string text)
    {
        var masked = UrlCredentials.Replace(text, "${scheme}" + Mask + "@");
        return secrets.Aggregate(masked, (current, secret) => current.Replace(secret, Mask, StringComparison.Ordinal));
    }

    /// <summary>The same for text that is only a record, such as a diff: also without what is assigned to secret-looking names.</summary>
    public string ApplyToRecord(string text) => Assignments.Replace(Apply(text), "${name}${quote}" + Mask + "${quote}");

    /// <summary>A secret as it is, and as it stands inside base64, wherever in the encoded bytes it begins.</summary>
    private static IEnumerable<string> Encodings(string secret)
    {
        yield return secret;
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var shift = 0; shift < 3; shift++)
        {
            // Only the digits that stand for this secret's bits alone: those at its borders share bits with its neighbours.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var (first, end) = (((shift * 8) + 5) / 6, (shift + bytes.Length) * 8 / 6);
            yield return encoded[first..end];
            yield return encoded[first..end].Replace('+', '-').Replace('/', '_');
        }
    }

    [GeneratedRegex("TOKEN|SECRET|PASSW|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|OTLP_HEADERS", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecretName { get; }

    // password: x, "api_key" = 'x', token=x; a value without quotes counts from six characters on, and a number never.
    [GeneratedRegex("""(?<name>(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)["']?[ \t]*[:=][ \t]*)((?<quote>["'])[^"'\r\n]+\k<quote>|(?<quote>)(?![0-9.]+\b)[^\s"',;]{6,})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Assignments { get; }

    [GeneratedRegex("""(?<scheme>[a-zA-Z][a-zA-Z0-9+.\-]*://)[^/\s@'"]+@""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UrlCredentials { get; }
}
