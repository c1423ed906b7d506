using System.Collections;
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
            .Select(variable => variable.Value)
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

    [GeneratedRegex("TOKEN|SECRET|PASSW|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|OTLP_HEADERS", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecretName { get; }

    [GeneratedRegex("""(?<scheme>[a-zA-Z][a-zA-Z0-9+.\-]*://)[^/\s@'"]+@""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UrlCredentials { get; }
}
