using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentRunner.Tests.Mlflow.FakeServer;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Plants secrets wherever a user may have them, and searches every file and every byte that is sent.</summary>
public sealed class SecretTests
{
    private const string Password = "correct \"horse\" \\battery'";
    private const string Token = "ghp_'planted' {0}: #[1] *&!|>%@`\\ ü値";
    private const string Hook = "T000/B111/planted-in-a-hook";
    private const string Url = "planted-in-an-address";
    private const string Diff = "planted-in-a-diff";
    private const string Committed = "planted-in-a-remote";
    private const string Printed = "planted | and, \"printed\"";
    private const string Line = "MIIEplantedLineOfAPem";
    private const string Place = "planted-in-a-place";

    private static readonly string[] All = [Password, Token, Hook, Url, Diff, Committed, Printed, Line, Place];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_secret_is_in_any_file_or_any_byte_sent(bool withServer)
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { KeepsBytes = true, Login = ("me", Password) });
        using var place = new Workplace($$"""
            callbacks: [{type: notify, url: "${env:HOOK}", on: [finished, failed, interrupted]}]
            notes: {{Quoted($"kept at https://me:p@{Url}@host/place, logged in with {Token}\n| {Token} |")}}
            tags:
              place: "https://{{Url}}@host/"
              base64: "{{Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Token))}}"
              hook: "http://127.0.0.1:1/{{Hook}}"
              line: "{{Line}}"
              mine: "{{Place}}"
              {{Quoted(Password)}}: {{Quoted(Token)}}
            """);
        // What it is told is the config's own text: what a run makes of it is searched.
        var written = Path.Combine(place.Path, Workplace.Config);
        await MakeRepositoryAsync(place.Path);
        var environment = new Dictionary<string, string>
        {
            ["HOOK"] = $"http://127.0.0.1:1/{Hook}", // nobody listens: its failure is told
            ["GITHUB_TOKEN"] = Token,
            ["MY_API_KEY"] = Printed + "\n",
            ["SIGNING_KEY"] = $"-----BEGIN KEY-----\n{Line}\n-----END KEY-----\n",
            ["HERE"] = Place,
            ["EXPERIMENT_SECRETS"] = "HERE",
            ["MLFLOW_TRACKING_URI"] = withServer ? server.Uri.ToString() : "",
            ["MLFLOW_TRACKING_USERNAME"] = "me",
            ["MLFLOW_TRACKING_PASSWORD"] = Password,
        };

        var said = new StringBuilder();
        foreach (var change in (string[][])[["train.duration=9it"], [$"tags.key={Quoted(Printed)}", "tags.hook=unused", "optimizer.lr=1e30", "callbacks=[nan_guard]", "train.duration=60it"]])
        {
            using var process = ExperimentProcess.Start(place.Path, environment, ["run", Workplace.Config, .. change]);
            await process.ExitAsync();
            said.Append(process.Output);
        }

        said.ToString().Should().Contain("finished").And.Contain("HOOK");
        Search("what was printed", Encoding.UTF8.GetBytes(said.ToString()));
        var files = Directory.EnumerateFiles(place.Path, "*", SearchOption.AllDirectories)
            .Where(file => file != written && !file.Contains("/.git/", StringComparison.Ordinal) && !file.EndsWith("code.py", StringComparison.Ordinal)).ToArray();
        files.Should().HaveCountGreaterThan(10).And.Contain(file => file.EndsWith("environment.json", StringComparison.Ordinal));
        foreach (var file in files)
        {
            Search(file, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }

        Search("what was sent", server.Received);
        server.Stored.Runs.Should().HaveCount(withServer ? 2 : 0);
    }

    [Fact]
    public void The_search_finds_what_it_is_for()
    {
        var search = () => Search("x", Encoding.UTF8.GetBytes("abc " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"1{Token}2"))));
        search.Should().Throw<Exception>().WithMessage("*must not be in x*");
        search = () => Search("x", Encoding.UTF8.GetBytes(Uri.EscapeDataString(Hook)));
        search.Should().Throw<Exception>().WithMessage("*must not be in x*");
    }

    private static void Search(string place, byte[] content)
    {
        foreach (var form in All.SelectMany(Forms))
        {
            content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)).Should().Be(-1, "'{0}' must not be in {1}", form, place);
        }
    }

    /// <summary>A secret as it is, as part of an address, and inside base64, wherever it begins.</summary>
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        JsonSerializer.Serialize(secret)[1..^1],
        Quoted(secret)[1..^1],
        Uri.EscapeDataString(secret),
        .. Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', shift) + secret))[4..^4]),
    ];

    /// <summary>A text in double quotes, as in JSON and in YAML.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static async Task MakeRepositoryAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "code.py"), "x = 1\n");
        await GitAsync(folder, "init", "--quiet");
        await GitAsync(folder, "remote", "add", "origin", $"https://me:p@{Committed}@github.com/me/it.git");
        await GitAsync(folder, "add", "code.py");
        await GitAsync(folder, "-c", "user.name=me", "-c", "user.email=me@example.org", "commit", "--quiet", "-m", "one");
        await File.WriteAllTextAsync(Path.Combine(folder, "code.py"), $"x = 2\npassword = '{Diff}'\nother = {Quoted(Token)}\n");
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        await git.WaitForExitAsync();
        git.ExitCode.Should().Be(0);
    }
}
