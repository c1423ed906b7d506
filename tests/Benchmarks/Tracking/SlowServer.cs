using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Stopping;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Benchmarks.Tracking;

/// <summary>Trains while a server that answers after 5 seconds is told of it, in one process: closer together than runner and worker ever are.</summary>
internal sealed class SlowServer : IDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(5);

    private readonly FakeMlflow server = FakeMlflow.StartAsync().GetAwaiter().GetResult();
    private readonly string run;

    public SlowServer()
    {
        using var client = ClientOf(server);
        run = client.Runs.CreateAsync(new NewRun("0", "tracked", "me", 1, []), CancellationToken.None).GetAwaiter().GetResult().Info.RunId;
        server.Faults.Add(_ => true, FaultKinds.Latency(Latency));
    }

    /// <summary>Trains and gives the time of the loop.</summary>
    public TimeSpan Train(Components.Experiment experiment, Action<ScalarsLogged>? onScalars = null)
    {
        using var tracked = new TrackedTrial();
        var known = MlflowCursor.FileOf(tracked.Trial.Folder, server.Uri);
        // The run is there already, so that the first request of this training carries its metrics.
        known.Write(new MlflowCursor { Server = server.Uri.ToString(), Experiment = "0", Run = run, ArtifactUri = "mlflow-artifacts:/0", Begun = 1 });
        tracked.FallBehind();
        using var stop = new StopRequest();
        using var closing = new ClosingTime(stop, TimeProvider.System);
        using var client = ClientOf(server);
        using var service = new ServerService(client, tracked.Runs, new SecretMask([]), new Quiet(), closing, TimeProvider.System);
        service.Begin(tracked.Trial.Describe(tracked.Trial.State()!), []);
        service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        var time = TrainerLoop.Run(experiment, onScalars, tracked.Attempt.EventsFile);
        if (!SpinWait.SpinUntil(() => known.Read()!.Pending.Count > 0, Latency))
        {
            throw new InvalidOperationException("nothing was on its way to the server");
        }

        stop.Ask();
        stop.Ask();
        service.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        return time;
    }

    public void Dispose() => server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static MlflowClient ClientOf(FakeMlflow server) => new(new MlflowOptions { TrackingUri = server.Uri, MaxRetries = 0 }, TimeProvider.System);
}
