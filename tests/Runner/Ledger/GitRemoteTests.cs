using System.Diagnostics;
using ExperimentRunner.Ledger.Provenance;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Tests.Runner.Ledger;

public sealed class GitRemoteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("remote").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("https://user:p@tail\"x@example.com/r.git", "https://(hidden)@example.com/r.git")]
    [InlineData("https://user:ab/cd#tailq?z@example.com/r", "https://(hidden)@example.com/r")]
    [InlineData("https://tok<tail>en@h.com/r", "https://(hidden)@h.com/r")]
    [InlineData("https://example.com/r.git", "https://example.com/r.git")]
    public async Task Whatever_stands_before_the_last_at_of_a_remote_is_hidden(string remote, string recorded)
    {
        Git("init", "-q");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "--allow-empty", "-m", "first");
        Git("remote", "add", "origin", remote);

        (await new GitProbe(folder, SecretMask.OfThisProcess).ReadAsync())!.Remote.Should().Be(recorded);
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        git.WaitForExit();
        git.ExitCode.Should().Be(0);
    }
}
