using System.ComponentModel;
using System.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Ledger.Provenance;

/// <summary>Asks git about a folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="mask">Takes secrets out of the answers.</param>
public sealed class GitProbe(string folder, SecretMask mask)
{
    private const int LongestDiff = 1 << 18;
    private const string Scheme = "://";
    private const string CutOff = "\n… cut off …\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The state of the folder's repository, or null where there is none (or no git, or no commit yet).</summary>
    public async Task<GitState?> ReadAsync()
    {
        if (await AskAsync("rev-parse", "HEAD") is not { } commit)
        {
            return null;
        }

        var branch = AskAsync("rev-parse", "--abbrev-ref", "HEAD");
        var status = AskAsync("status", "--porcelain");
        var diff = AskAsync("diff", "--no-ext-diff", "HEAD");
        var remote = AskAsync("remote", "get-url", "origin");
        return new GitState(commit, mask.Apply(await branch ?? "HEAD"), !string.IsNullOrEmpty(await status), Record(await diff), Record(WithoutUser(await remote)));
    }

    /// <summary>
    /// An address without what may be a password: nothing but an address stands here, so whatever characters come before its last @ are
    /// hidden.
    /// </summary>
    private static string? WithoutUser(string? address) =>
        address?.IndexOf(Scheme, StringComparison.Ordinal) is >= 0 and var scheme && address.LastIndexOf('@') is var at && at > scheme
            ? address[..(scheme + Scheme.Length)] + SecretMask.Mask + address[at..]
            : address;

    /// <summary>What is kept of an answer. It is cut off after it is masked: half a secret would not be found.</summary>
    private string? Record(string? answer)
    {
        if (string.IsNullOrEmpty(answer))
        {
            return null;
        }

        var masked = mask.ApplyToRecord(answer);
        return masked.Length > LongestDiff ? masked[..LongestDiff] + CutOff : masked;
    }

    private async Task<string?> AskAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0"; // asking must not get in the way of the user's own git
        try
        {
            using var process = Process.Start(start)!;
            return await AnswerAsync(process);
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }

    private static async Task<string?> AnswerAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            var answer = (await process.StandardOutput.ReadToEndAsync(timeout.Token)).TrimEnd('\n');
            await errors;
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0 ? answer : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true); // a huge repository on a slow disk: do without
            return null;
        }
    }
}
