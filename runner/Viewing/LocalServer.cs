using ExperimentRunner.Commands;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Files;
using System.Net;
using System.Text;

namespace ExperimentRunner.Viewing;

/// <summary>An MLflow server of ours on this machine, over the database of a <see cref="UiFolder"/>.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const int MostTries = 5;
    private const int MostOfLog = 64 * 1024;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    private readonly ProcessGroup group;
    private readonly UiFolder folder;

    private LocalServer(ProcessGroup group, UiFolder folder, Uri address)
    {
        this.group = group;
        this.folder = folder;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address { get; }

    /// <summary>What it calls its version; null where it does not say.</summary>
    internal string? Version { get; private set; }

    /// <summary>Ends when the server has ended.</summary>
    internal Task<int> Exited => group.Exited;

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <param name="program">MLflow.</param>
    /// <param name="folder">What it serves.</param>
    /// <param name="port">The port, or null for any.</param>
    /// <param name="notices">Takes lines for the user.</param>
    /// <param name="cancellation">Ends the wait, and the server.</param>
    /// <exception cref="RunnerException">It has ended; why, and what to do.</exception>
    internal static async Task<LocalServer> StartAsync(
        MlflowProgram program, UiFolder folder, int? port, INotices notices, CancellationToken cancellation)
    {
        var options = new ServerOptions(port ?? LoopbackPort.Free(folder.UsualPort));
        for (var tries = 1; ; tries++)
        {
            var server = Launch(program, folder, options);
            try
            {
                if (await server.AnswersAsync(notices, cancellation))
                {
                    return server;
                }
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            var next = server.Next(options, port, isLast: tries == MostTries);
            await server.DisposeAsync();
            options = next ?? throw new RunnerException(server.Explain());
        }
    }

    /// <summary>Why it has ended, as far as its output tells, and what to do.</summary>
    internal string Explain()
    {
        var log = Log();
        var said = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() is { } last
            ? $" and said '{ShortText.Of(last)}'"
            : "";
        var advice = IsOfAnotherVersion(log)
            ? $"the database was made by another version of MLflow: delete the folder {folder.Path}, and 'experiment ui' makes it again from the runs"
            : $"all that it said is in {folder.LogFile}";
        return FormattableString.Invariant($"MLflow's server ended with exit code {group.Exited.Result}{said}; {advice}");
    }

    public ValueTask DisposeAsync() => group.DisposeAsync();

    private static LocalServer Launch(MlflowProgram program, UiFolder folder, ServerOptions options) => new(
        ProcessGroup.Start([program.File, .. program.Arguments, .. options.Arguments()], folder.Path, folder.LogFile, ServerOptions.Environment(Environment.GetEnvironmentVariables())),
        folder,
        options.Address);

    /// <summary>Other options with which it may start; null where nothing is left to try.</summary>
    private ServerOptions? Next(ServerOptions options, int? port, bool isLast)
    {
        var log = Log();
        return isLast ? null
            : options.Without(log) is { } known ? known
            : port is null && log.Contains("ddress already in use", StringComparison.Ordinal) ? options with { Port = LoopbackPort.Free(0) }
            : null;
    }

    /// <returns>False when it has ended instead.</returns>
    private async Task<bool> AnswersAsync(INotices notices, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = Slow };
        using var timer = new PeriodicTimer(AskAgain);
        var (start, isTold) = (TimeProvider.System.GetTimestamp(), false);
        while (!Exited.IsCompleted)
        {
            if (await AskAsync(http, "health", cancellation) is not null)
            {
                Version = await AskAsync(http, "version", cancellation) is { Length: > 0 and < 40 } version ? version.Trim() : null;
                return true;
            }

            if (!isTold && TimeProvider.System.GetElapsedTime(start) > Slow)
            {
                notices.Inform($"MLflow is still starting; {folder.LogFile} shows what it does");
                isTold = true;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return false;
    }

    /// <returns>The answer, empty where the server does not know the page; null where nobody answers.</returns>
    private static async Task<string?> AskAsync(HttpClient http, string page, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(page, UriKind.Relative), cancellation);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation)
                : response.StatusCode == HttpStatusCode.NotFound ? ""
                : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null; // not yet
        }
    }

    private static bool IsOfAnotherVersion(string log) =>
        log.Contains("out-of-date database schema", StringComparison.Ordinal) || log.Contains("Can't locate revision", StringComparison.Ordinal);

    /// <summary>The end of what it has printed.</summary>
    private string Log()
    {
        if (!File.Exists(folder.LogFile))
        {
            return "";
        }

        using var stream = RegularFile.Open(folder.LogFile);
        stream.Seek(Math.Max(0, stream.Length - MostOfLog), SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
