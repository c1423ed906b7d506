using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Tests.Registry.Secrets;

public sealed class SecretMaskTests
{
    private const string Pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\nBKcw\n-----END PRIVATE KEY-----\n";

    private static readonly SecretMask Mask = new(
    [
        KeyValuePair.Create("MLFLOW_TRACKING_TOKEN", "abcdefgh"),
        KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", "abcdefgh-and-more"),
        KeyValuePair.Create("OTHER_TOKEN", "more-of-it"),
        KeyValuePair.Create("DB_PASS", "it's \"so\"\n"),
        KeyValuePair.Create("SIGNING_KEY", Pem),
        KeyValuePair.Create("HTTPS_PROXY", "http://me:p%40ss-word@proxy:3128"),
        KeyValuePair.Create("USE_TOKEN", "true"),
        KeyValuePair.Create("HOME", "/home/someone"),
        KeyValuePair.Create("MAX_TOKENS", "131072"),
    ]);

    private static readonly Gen<string> Value = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('"', '\'', '\\', '\n', '\t', ':', '#', '&', '%', '@', '/', 'ü', '値', '\u2028', '\u202e', '\u200b', '$', '{', '\e')), 6, 40]
        .Where(value => value.Split('\n').All(line => line.Trim().Length >= 6));

    private static readonly Gen<string> Around = Gen.String[Gen.OneOf(Gen.Char['A', 'z'], Gen.OneOf(' ', '\n', '"', '\'')), 0, 20];

    [Theory]
    [InlineData("a abcdefgh b", "a (hidden) b")]
    [InlineData("abcdefgh-and-more", "(hidden)")]
    [InlineData("abcdefgh-and-more-of-it", "(hidden)")]
    [InlineData("true /home/someone 131072", "true /home/someone 131072")]
    [InlineData("https://me:pass@host/x", "https://(hidden)@host/x")]
    [InlineData("https://me:p@tail@host/me/it.git", "https://(hidden)@host/me/it.git")]
    [InlineData("https://me:p'#?@host/a@b", "https://(hidden)@host/a@b")]
    [InlineData("ssh://git@host/x and https://tok@h", "ssh://(hidden)@host/x and https://(hidden)@h")]
    [InlineData("https://host/x?user=me&access_token=abc&page=2", "https://host/x?user=me&access_token=(hidden)&page=2")]
    [InlineData("the proxy said p@ss-word, or p%40ss-word", "the proxy said (hidden), or (hidden)")]
    [InlineData("mail me@host", "mail me@host")]
    [InlineData("https://host/@scope/name", "https://host/@scope/name")]
    [InlineData("x it's \"so\" y", "x (hidden) y")]
    [InlineData("""{"x": "it's \"so\""}""", """{"x": "(hidden)"}""")]
    [InlineData("'it'\\''s \"so\"'", "'(hidden)'")]
    [InlineData("a line hkiG9w0BAQEFAASC of a file", "a line (hidden) of a file")]
    public void Secrets_are_taken_out(string text, string expected) => Mask.Apply(text).Should().Be(expected);

    [Fact]
    public void Whatever_a_secret_is_it_is_found_however_it_is_written() =>
        Gen.Select(Value, Around, Around).Sample((secret, before, after) =>
        {
            var mask = new SecretMask([KeyValuePair.Create("A_TOKEN", secret + "\n")]);
            var plain = before + secret.Trim() + after;
            foreach (var (form, hidden) in Forms(plain, secret.Trim()))
            {
                mask.Apply(form).Should().NotContain(hidden, "{0} holds it", form);
            }

            foreach (var line in secret.Split('\n'))
            {
                mask.Apply(line).Should().NotContain(line.Trim());
            }
        }, iter: 300);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("me:")]
    [InlineData("someone:")]
    public void Secrets_are_taken_out_of_base64(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "abcdefgh-and-more!"));
        Mask.Apply($"Basic {encoded}").Should().Contain("(hidden)").And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("defgh"))[..6]);
    }

    [Theory]
    [InlineData("+password: hunter22sekret", "+password: (hidden)")]
    [InlineData("+api_key = 'a b'  # mine", "+api_key = '(hidden)'  # mine")]
    [InlineData("+dbPass = \"it's\"", "+dbPass = \"(hidden)\"")]
    [InlineData("{\"client_secret\": \"x\"}", "{\"client_secret\": \"(hidden)\"}")]
    [InlineData("run q.yaml tags.token=abcdefg", "run q.yaml tags.token=(hidden)")]
    [InlineData("run q.yaml tracking={token: abcdefg}", "run q.yaml tracking={token: (hidden)")]
    [InlineData("curl --api-key=abcdefg", "curl --api-key=(hidden)")]
    [InlineData("max_token = 1000000", "max_token = 1000000")]
    [InlineData("max_tokens = one_million", "max_tokens = one_million")]
    [InlineData("tokenizer: whitespace", "tokenizer: whitespace")]
    [InlineData("sorted(names, key=by_length)", "sorted(names, key=by_length)")]
    [InlineData("password: str", "password: str")]
    public void What_is_assigned_to_a_secret_name_is_taken_out_of_records(string text, string expected) => Mask.ApplyToRecord(text).Should().Be(expected);

    [Theory]
    [InlineData("tags.token=a b", "tags.token=(hidden)")]
    [InlineData("tags.note=a b", "tags.note=a b")]
    [InlineData("--json", "--json")]
    public void So_is_all_that_a_word_of_a_command_gives_it(string word, string expected) => Mask.ApplyToArgument(word).Should().Be(expected);

    [Fact]
    public void A_variable_that_is_used_as_a_secret_is_one()
    {
        var mask = new SecretMask([KeyValuePair.Create("HOOK", "http://host/abc/def")]);
        mask.Apply("to http://host/abc/def").Should().Be("to http://host/abc/def");
        mask.Add(["HOOK", "NOT_SET"]);
        mask.Apply("to http://host/abc/def").Should().Be("to (hidden)");
    }

    [Fact]
    public void A_user_says_what_is_secret_and_what_is_not()
    {
        var mask = new SecretMask([KeyValuePair.Create("PLACE", "somewhere"), KeyValuePair.Create("SORT_KEY", "by-length"), KeyValuePair.Create("EXPERIMENT_SECRETS", "PLACE,!SORT_KEY")]);
        mask.Apply("somewhere by-length").Should().Be("(hidden) by-length");
    }

    private static IEnumerable<(string Form, string Hidden)> Forms(string text, string secret) =>
    [
        (text, secret),
        (JsonSerializer.Serialize(text), JsonSerializer.Serialize(secret)[1..^1]),
        (Uri.EscapeDataString(text), Uri.EscapeDataString(secret)),
        (WebUtility.UrlEncode(text), WebUtility.UrlEncode(secret)),
        (WebUtility.HtmlEncode(text), WebUtility.HtmlEncode(secret)),
        (text.Replace("'", "''", StringComparison.Ordinal), secret.Replace("'", "''", StringComparison.Ordinal)),
        (text.Replace("\"", "\"\"", StringComparison.Ordinal), secret.Replace("\"", "\"\"", StringComparison.Ordinal)),
        (VisibleText.Of(text), VisibleText.Of(secret)),
        (VisibleText.OfLines(text), VisibleText.OfLines(secret)),
        (VisibleText.Of(JsonSerializer.Serialize(text)), VisibleText.Of(JsonSerializer.Serialize(secret)[1..^1])),
        (AsYaml(text), AsYaml(secret)),
    ];

    /// <summary>A text as a resolved config has it, without the quotes around it.</summary>
    private static string AsYaml(string text)
    {
        var span = new SourceSpan(new SourceText("a", "a"), 0, 1);
        return YamlWriter.WriteInline(new ScalarNode(span, text, isQuoted: true))[1..^1];
    }
}
