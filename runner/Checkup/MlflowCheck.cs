using System.ComponentModel;
using System.Diagnostics;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Viewing;
using MLflow.Client;

namespace ExperimentRunner.Checkup;

/// <summary>Looks for MLflow: the program that <c>experiment ui</c> starts, and the server that the environment names.</summary>
internal static class MlflowCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellation) =>
        [await ProgramAsync(cancellation), .. await ServerAsync(cancellation) is { } server ? (Finding[])[server] : []];

    private static async Task<Finding> ProgramAsync(CancellationToken cancellation)
    {
        if (MlflowProgram.Find(Environment.GetEnvironmentVariable("PATH")) is not { } program)
        {
            return new("MLflow", Health.Note, "not found; runs do not need it, 'experiment ui' does", MlflowProgram.HowToGet);
        }

        if (program.MayDownload)
        {
            return new("MLflow", Health.Ok, $"'{program}', which downloads it the first time that 'experiment ui' needs it");
        }

        return await VersionAsync(program.File, cancellation) is { Length: > 0 } version
            ? new("MLflow", Health.Ok, $"{version}: {program.File}")
            : new("MLflow", Health.Note, $"{program.File} does not tell its version", $"see what '{program.File} --version' says; runs do not need it, 'experiment ui' does");
    }

    /// <returns>What it says on its first line when it is asked; null where it fails.</returns>
    private static async Task<string?> VersionAsync(string file, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            try
            {
                var first = await process.StandardOutput.ReadLineAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 && first is not null ? ShortText.Of(first.Trim()) : null;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null; // a file without a program in it
        }
    }

    private static async Task<Finding?> ServerAsync(CancellationToken cancellation)
    {
        const string Name = "MLflow server";
        try
        {
            if (ServerAddress.OfEnvironment() is not { } server)
            {
                return null;
            }

            using var client = new MlflowClient(server with { MaxRetries = 0, RequestTimeout = TimeSpan.FromSeconds(10) }, TimeProvider.System);
            _ = await client.Experiments.FindAsync("Default", cancellation);
            return new(Name, Health.Ok, $"{server} answers");
        }
        catch (MlflowException failure)
        {
            return new(Name, Health.Note, failure.Message.TrimEnd('.'), $"runs train without it and 'experiment sync' brings them there later; {ServerAddress.Variable} names it");
        }
    }
}
