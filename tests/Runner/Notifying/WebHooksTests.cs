using ExperimentRunner.Commands;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Components;
using ExperimentRunner.Ledger;
using ExperimentRunner.Notifying;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.Faults;
using ExperimentRunner.Tests.Runner.Ledger;
using System.Net.Sockets;
using System.Net;
using RetryPause = MLflow.Client.RetryPause;

namespace ExperimentRunner.Tests.Runner.Notifying;

public sealed class WebHooksTests : IDisposable
{
    private const string Variable = "EXPERIMENT_TEST_HOOK";

    private readonly HttpListener listener = new();
    private readonly TemporaryFolder folder = new();
    private readonly StopRequest stop = new();
    private readonly InstantClock clock = new();
    private readonly Notices notices = new();

    public WebHooksTests()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        listener.Prefixes.Add(address);
        listener.Start();
        Environment.SetEnvironmentVariable(Variable, address);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        ((IDisposable)listener).Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_server_that_asks_for_a_wait_of_days_gets_seconds()
    {
        var answering = AnswerAsync(3, context =>
        {
            context.Response.StatusCode = 503;
            context.Response.AddHeader("Retry-After", "1000000");
        });
        using var closing = new ClosingTime(stop, TimeProvider.System);
        using var hooks = new WebHooks(new SecretMask([]), notices, closing, clock);

        hooks.Begin(Trial(), []).End(Ended);
        await hooks.StopAsync(CancellationToken.None);

        await answering;
        clock.Pauses.Should().HaveCount(2).And.OnlyContain(pause => pause <= RetryPause.Longest);
        notices.Warnings.Should().Equal($"the web hook of {Variable} refused the message: 503 Service Unavailable");
    }

    [Fact]
    public async Task Whoever_gives_a_signal_does_not_wait_for_a_hook()
    {
        using var closing = new ClosingTime(stop, TimeProvider.System);
        using var hooks = new WebHooks(new SecretMask([]), notices, closing, TimeProvider.System);
        hooks.Begin(Trial(), []).End(Ended);
        closing.Begin();
        var asked = await listener.GetContextAsync(); // and is left without an answer

        stop.Ask();
        await hooks.StopAsync(CancellationToken.None);

        notices.Warnings.Should().Equal($"the web hook of {Variable} did not receive the message: the command did not wait any longer");
        asked.Response.Abort();
    }

    private static AttemptEnded Ended => JournalTests.Ended("0001-aaaaaaaa", 1, TrainingOutcome.Complete);

    private async Task AnswerAsync(int times, Action<HttpListenerContext> answer)
    {
        for (var asked = 0; asked < times; asked++)
        {
            var context = await listener.GetContextAsync();
            answer(context);
            context.Response.Close();
        }
    }

    private TrialContext Trial() => new()
    {
        Name = "made",
        Runs = RunsFolder.At(folder.Path),
        State = JournalState.Replay([JournalTests.Created("0001-aaaaaaaa", 0), JournalTests.Started("0001-aaaaaaaa", 1)]).Trials[0],
        Experiment = new Experiment { Train = new TrainSettings { Duration = Duration.Steps(2) }, Callbacks = [new Notify { Url = new Secret(Variable) }] },
        Arguments = [],
        Environment = new EnvironmentRecord
        {
            Time = DateTimeOffset.UnixEpoch, Command = "experiment run", Folder = "/", User = "me", Host = "node3", Versions = new Dictionary<string, string>(), System = "Linux",
            Processor = "one", Cores = 2, Memory = 1, Threads = 1, Seed = 0,
        },
    };

    private sealed class Notices : INotices
    {
        internal List<string> Warnings { get; } = [];

        public void Inform(string line)
        {
        }

        public void Warn(string line) => Warnings.Add(line);
    }
}
