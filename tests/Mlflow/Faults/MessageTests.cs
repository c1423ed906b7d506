using System.Text;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Faults;

/// <summary>What users read when something is wrong with a server.</summary>
public sealed class MessageTests
{
    private const string Password = "pass-word-1";
    private const string Token = "tok-en-2";

    private readonly StringBuilder messages = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_say_what_is_wrong_and_what_to_do()
    {
        await using var server = await FakeMlflow.StartAsync();
        await AddAsync(server, "nothing listens there", stopped: true);
        await AddAsync(server, "the connection breaks", FaultKinds.Reset);
        await AddAsync(server, "half an answer", FaultKinds.TruncatedAnswer);
        await AddAsync(server, "no answer in time", FaultKinds.Gate(Task.Delay(Timeout.Infinite, Cancellation)));
        await AddAsync(server, "no credentials", FaultKinds.Status(401), options => options with { Username = null, Password = null });
        await AddAsync(server, "wrong credentials", FaultKinds.Status(401));
        await AddAsync(server, "wrong token", FaultKinds.Status(403), options => options with { Username = null, Password = null, Token = Token });
        await AddAsync(server, "no MLflow server", FaultKinds.Status(404));
        await AddAsync(server, "a redirect", FaultKinds.Status(302));
        await AddAsync(server, "a busy server", FaultKinds.Status(429));
        await AddAsync(server, "a broken server", FaultKinds.Status(500));
        await AddAsync(server, "a page of something else", FaultKinds.Status(200));
        await AddAsync(server, "an answer without what was asked for", (context, _) => Answer.WriteAsync(context.Response, new { }));
        await AddAsync(server, "a refusal");

        GoldenFile.Check(messages.ToString(), "messages.golden.txt");
    }

    [Fact]
    public async Task A_server_that_takes_no_files_says_how_to_start_it()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { ServesArtifacts = false });
        using var client = new MlflowClient(new MlflowOptions { TrackingUri = server.Uri }, TimeProvider.System);
        var run = await client.Runs.CreateAsync(new NewRun("0", "a", "somebody", 1, []), Cancellation);

        var upload = () => client.Artifacts.UploadAsync(run.Info.ArtifactUri!, "a", "a", Cancellation);

        (await upload.Should().ThrowAsync<MlflowException>()).WithMessage("*start it with --serve-artifacts").Which.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task An_older_server_does_not_know_logged_models()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { HasLoggedModels = false });
        using var client = new MlflowClient(new MlflowOptions { TrackingUri = server.Uri }, TimeProvider.System);

        var create = () => client.Models.CreateAsync(new NewLoggedModel("0", "best", "torchsharp", "ab12", [], []), Cancellation);

        (await create.Should().ThrowAsync<MlflowException>()).WithMessage("*does not know this call*").Which.IsTransient.Should().BeFalse();
    }

    private async Task AddAsync(FakeMlflow server, string title, Fault? fault = null, Func<MlflowOptions, MlflowOptions>? change = null, bool stopped = false)
    {
        server.Faults.Clear();
        if (fault is not null)
        {
            server.Faults.Always("runs/get", fault);
        }

        if (stopped)
        {
            await server.StopAsync();
        }

        var options = new MlflowOptions
        {
            TrackingUri = server.Uri,
            MaxRetries = 0,
            Username = "somebody",
            Password = Password,
            RequestTimeout = title.Contains("in time", StringComparison.Ordinal) ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromSeconds(60),
        };
        using var client = new MlflowClient(change is null ? options : change(options), TimeProvider.System);
        var failure = await Assert.ThrowsAsync<MlflowException>(() => client.Runs.GetAsync("ab12", Cancellation));
        failure.ToString().Should().NotContainAny(Password, Token, Convert.ToBase64String(Encoding.UTF8.GetBytes($"somebody:{Password}")));
        messages.Append("# ").Append(title).Append('\n').Append(failure.Message.Replace($"127.0.0.1:{server.Uri.Port}", "server:5000", StringComparison.Ordinal)).Append("\n\n");
        if (stopped)
        {
            await server.RestartAsync();
        }
    }
}
