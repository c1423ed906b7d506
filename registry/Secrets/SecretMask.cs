using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Registry.Secrets;

/// <summary>
/// Takes secrets out of text before it reaches a file, a server or a terminal: values of secret environment variables, and what stands
/// before the <c>@</c> of an address. Texts are masked before they are escaped; a secret that somebody else has escaped is found too.
/// </summary>
public sealed partial class SecretMask
{
    /// <summary>What stands in the place of a secret: a plain word in YAML too.</summary>
    public const string Mask = "(hidden)";

    private readonly Lock gate = new();
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly SecretNames names;
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private volatile Known known;

    /// <summary>Knows the secrets of an environment.</summary>
    /// <param name="environment">Names and values.</param>
    public SecretMask(IEnumerable<KeyValuePair<string, string>> environment)
    {
        this.environment = environment.ToDictionary(StringComparer.Ordinal);
        names = new SecretNames(this.environment.GetValueOrDefault(SecretNames.Variable));
        known = Read();
    }

    /// <summary>The mask for the environment of this process: one for all, so that what one part learns is hidden by every other.</summary>
    public static SecretMask OfThisProcess { get; } =
        new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")));

    /// <summary>Hides the values of further variables from now on: those that a config uses as secrets, whatever their names.</summary>
    public void Add(IEnumerable<string> variables)
    {
        lock (gate)
        {
            var before = used.Count;
            used.UnionWith(variables);
            if (used.Count > before)
            {
                known = Read();
            }
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var masked = known.Hide(text);
        return masked.Contains("://", StringComparison.Ordinal)
            ? UrlParameter.Replace(UrlUser.Replace(masked, "${scheme}" + Mask + "@"), parameter => names.Contains(parameter.Groups["name"].Value) ? parameter.Groups["start"].Value + Mask : parameter.Value)
            : masked;
    }

    /// <summary>The same for text that is only a record, such as a diff or a command: also without what is assigned to secret names.</summary>
    public string ApplyToRecord(string text)
    {
        var (masked, record, shown) = (Apply(text), new StringBuilder(), 0);
        foreach (var assignee in Assignee.Matches(masked).Where(IsSecret))
        {
            if (assignee.Index >= shown && Assigned.Match(masked, assignee.Index + assignee.Length) is { Success: true } value)
            {
                var quote = value.Groups["quote"].Value;
                record.Append(masked, shown, value.Index - shown).Append(quote).Append(Mask).Append(quote);
                shown = value.Index + value.Length;
            }
        }

        return record.Append(masked, shown, masked.Length - shown).ToString();
    }

    /// <summary>The same for a word of a command: also without the value of a <c>key=value</c> whose key is a secret name.</summary>
    public string ApplyToArgument(string word) => Assignee.Match(word) is { Success: true, Index: 0 } assignee && IsSecret(assignee)
        ? word[..assignee.Length] + Mask
        : ApplyToRecord(word);

    // key=… alone is how programs sort.
    private bool IsSecret(Match assignee) => assignee.Groups["name"].Value is not "key" and var name && names.Contains(name);

    private Known Read() => new(environment
        .SelectMany(variable => used.Contains(variable.Key) || names.Contains(variable.Key) ? [variable.Value] : PasswordsIn(variable.Value))
        .SelectMany(SecretForms.Of));

    /// <summary>The password of an address: <c>http://user:password@proxy:3128</c>.</summary>
    private static IEnumerable<string> PasswordsIn(string value) =>
        UrlUser.Matches(value).Select(match => match.Groups["user"].Value.Split(':', 2)).Where(user => user.Length == 2).SelectMany(user => (string[])[user[1], Uri.UnescapeDataString(user[1])]);

    // Everything up to the last @ before the host, which ends at a slash.
    [GeneratedRegex("""(?<scheme>[a-zA-Z][a-zA-Z0-9+.\-]*://)(?<user>[^/\s"<>]*)@""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UrlUser { get; }

    [GeneratedRegex("""(?<start>[?&](?<name>[\w.\-]+)=)[^&#\s"'<>]+""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UrlParameter { get; }

    [GeneratedRegex("""(?<![\w.])(?<name>[\p{L}_][\w.\-]*)["']?[ \t]*[:=][ \t]*""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Assignee { get; }

    // password: x, "api_key" = 'x', token=x; a value without quotes counts from six characters on, and a number never.
    [GeneratedRegex("""\G((?<quote>["'])(\\.|(?!\k<quote>)[^\\\r\n])+\k<quote>|(?<quote>)(?![0-9.]+\b)[^\s"',;]{6,})""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Assigned { get; }

    /// <summary>The forms of all secrets, the longest first, and where any of them begins.</summary>
    private sealed class Known(IEnumerable<string> forms)
    {
        private readonly string[] longestFirst = [.. forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        private readonly SearchValues<string> any = SearchValues.Create([.. forms], StringComparison.Ordinal);

        /// <summary>Replaces whatever any form covers; forms that overlap become one mask, so that no end of one is left over.</summary>
        internal string Hide(string text)
        {
            var next = text.AsSpan().IndexOfAny(any);
            if (next < 0)
            {
                return text;
            }

            var (masked, shown) = (new StringBuilder(text.Length), 0);
            while (next >= 0)
            {
                masked.Append(text, shown, next - shown).Append(Mask);
                shown = next + LengthAt(text, next);
                for (var inside = next + 1; inside < shown; inside++)
                {
                    shown = Math.Max(shown, inside + LengthAt(text, inside));
                }

                var rest = text.AsSpan(shown).IndexOfAny(any);
                next = rest < 0 ? -1 : shown + rest;
            }

            return masked.Append(text, shown, text.Length - shown).ToString();
        }

        private int LengthAt(string text, int start) =>
            Array.Find(longestFirst, form => string.CompareOrdinal(text, start, form, 0, form.Length) == 0)?.Length ?? 0;
    }
}
