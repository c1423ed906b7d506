using System.Runtime.InteropServices;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using MLflow.Client;

namespace ExperimentRunner.Viewing;

/// <summary>One <c>experiment ui</c>: MLflow's server over the runs of a folder, from its start to the signal that ends it.</summary>
/// <param name="runs">The folder of all runs.</param>
/// <param name="port">The port, or null for any.</param>
/// <param name="terminal">Where to tell.</param>
internal sealed class UiSession(RunsFolder runs, int? port, Terminal terminal)
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    private readonly UiFolder folder = new(runs.UiFolder);
    private readonly PlainDisplay notices = new(terminal.Out);

    /// <summary>Serves until a signal asks to end, or there is no server to be had.</summary>
    /// <returns>The program's exit code.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await ServeAloneAsync(cancellation);
        }
        catch (RunnerException failure)
        {
            terminal.Refuse(failure.Message);
            return ExitCodes.Failed;
        }
    }

    private async Task<int> ServeAloneAsync(CancellationToken cancellation)
    {
        var program = MlflowProgram.Find(Environment.GetEnvironmentVariable("PATH"))
            ?? throw new RunnerException($"MLflow was not found on the PATH: {MlflowProgram.HowToGet}");
        folder.Create();
        using var turn = folder.Lease.Take(Turn);
        if (turn is null)
        {
            return TellOfTheOther();
        }

        File.Delete(folder.AddressFile);
        if (port is { } wanted && LoopbackPort.IsTaken(wanted))
        {
            throw new RunnerException(FormattableString.Invariant($"port {wanted} is taken by another program: name another with --port, or leave it out and a free one is found"));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var signals = new Signals(stop);
        try
        {
            return await ServeAsync(program, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        finally
        {
            File.Delete(folder.AddressFile);
        }
    }

    private async Task<int> ServeAsync(MlflowProgram program, CancellationToken stop)
    {
        notices.Inform($"Starting MLflow ({program}).{(program.MayDownload ? " The first time this downloads it, which takes a while." : "")}");
        var store = folder.Store();
        await using var server = await LocalServer.StartAsync(program, folder, port, notices, stop);
        AtomicFile.Write(folder.AddressFile, server.Address.ToString());
        notices.Inform($"{(server.Version is { } version ? $"MLflow {version}" : "MLflow")} shows the runs of {runs.Path} at");
        notices.Inform($"  {server.Address}");
        notices.Inform("until this command ends (Ctrl-C).");

        using var client = new MlflowClient(new MlflowOptions { TrackingUri = server.Address, MaxRetries = 0 }, TimeProvider.System);
        using var follower = new RunFollower(runs, client, store, notices);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = follower.FollowAsync(end.Token);
        if (await Task.WhenAny(following, server.Exited) == following)
        {
            await following;
        }

        await end.CancelAsync();
        await following.ContinueWith(_ => { }, TaskScheduler.Default);
        throw new RunnerException(server.Explain());
    }

    private int TellOfTheOther()
    {
        if (File.Exists(folder.AddressFile))
        {
            notices.Inform($"MLflow already shows the runs of {runs.Path} at");
            notices.Inform($"  {RegularFile.ReadText(folder.AddressFile)}");
            return ExitCodes.Done;
        }

        notices.Inform($"Another 'experiment ui' ({folder.Lease.Holder()}) is starting MLflow for {runs.Path}; its output shows the address.");
        return ExitCodes.Done;
    }

    /// <summary>Ctrl-C, an end that is asked for, and a closed terminal all mean the same here.</summary>
    private sealed class Signals(CancellationTokenSource stop) : IDisposable
    {
        private readonly PosixSignalRegistration[] registrations =
            [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }))];

        public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());
    }
}
