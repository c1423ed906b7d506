using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Secrets;

/// <summary>The forms in which a secret may stand in a text.</summary>
internal static class SecretForms
{
    private const int ShortestSecret = 6; // a shorter value, such as "1" or "true", is no secret and would blot out half the text

    /// <summary>
    /// A value without the white space around it, whole and each of its lines (a PEM file may be told line by line), as it is, as others
    /// escape it, and inside base64.
    /// </summary>
    internal static IEnumerable<string> Of(string value) => value.Split('\n').Prepend(value)
        .Select(part => part.Trim())
        .Where(part => part.Length >= ShortestSecret)
        .Distinct(StringComparer.Ordinal)
        .SelectMany(part => (IEnumerable<string>)[part, .. Escaped(part), .. InBase64(part)])
        .SelectMany(form => (IEnumerable<string>)[form, VisibleText.Of(form), VisibleText.OfLines(form)]); // what a terminal must not obey is shown as \u202e

    private static IEnumerable<string> Escaped(string secret) =>
    [
        JavaScriptEncoder.Default.Encode(secret),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), // and how double quotes in YAML, Python and C write it
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        WebUtility.HtmlEncode(secret),
        secret.Replace("'", "''", StringComparison.Ordinal), // single quotes in YAML and SQL
        secret.Replace("'", @"'\''", StringComparison.Ordinal), // and in a shell
        secret.Replace("\"", "\"\"", StringComparison.Ordinal), // CSV
        secret.Replace('\t', ' '), // excerpts of a file
        YamlWriter.InQuotes(secret),
        YamlWriter.InQuotes(Template.Escape(secret)),
    ];

    /// <summary>The secret inside base64, wherever in the encoded bytes it begins.</summary>
    private static IEnumerable<string> InBase64(string secret)
    {
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
}
