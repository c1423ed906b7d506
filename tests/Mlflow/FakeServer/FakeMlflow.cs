using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>An MLflow server in this process, with the real one's rules and its silent losses, that can be made to fail.</summary>
internal sealed class FakeMlflow : IAsyncDisposable
{
    internal const string Version = "3.99.0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeMlflowOptions options;
    private readonly RequestLog requests = new();
    private readonly ReceivedBytes received = new();
    private WebApplication? app;

    private FakeMlflow(FakeMlflowOptions options)
    {
        this.options = options;
        Stored = new FakeStore(options.IsFileStore);
    }

    /// <summary>Its address; the same after a restart.</summary>
    internal Uri Uri { get; private set; } = null!;

    /// <summary>What it has.</summary>
    internal FakeStore Stored { get; }

    /// <summary>What goes wrong.</summary>
    internal Faults Faults { get; } = new();

    /// <summary>The requests that arrived, in order.</summary>
    internal IReadOnlyList<FakeRequest> Requests => requests.All;

    /// <summary>Every byte that arrived, where they are kept.</summary>
    internal byte[] Received => received.All;

    internal static async Task<FakeMlflow> StartAsync(FakeMlflowOptions? options = null, int port = 0)
    {
        var server = new FakeMlflow(options ?? new FakeMlflowOptions());
        await server.ListenAsync(port);
        return server;
    }

    /// <summary>Ends when the n-th request of a path has arrived; fails after a minute.</summary>
    internal Task ArrivedAsync(string path, int count = 1) => requests.ArrivedAsync(path, count).WaitAsync(Patience);

    /// <summary>Goes away, with every open connection.</summary>
    internal async Task StopAsync()
    {
        if (app is { } running)
        {
            app = null;
            await running.StopAsync();
            await running.DisposeAsync();
        }
    }

    /// <summary>Comes back at the same address with what it had.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await ListenAsync(Uri.Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(1)); // as when it is killed
        app = builder.Build();
        if (options.KeepsBytes)
        {
            app.Use(received.KeepAsync);
        }

        app.Use(FailAsync);
        app.Use(AuthenticateAsync);
        app.UseRouting();
        var calls = new Calls(app, Stored, options);
        ExperimentCalls.Map(calls);
        RunCalls.Map(calls);
        BatchCalls.Map(calls);
        LinkCalls.Map(calls);
        ModelCalls.Map(calls);
        ArtifactCalls.Map(calls);
        calls.Raw("GET", "/health", context => context.Response.WriteAsync("OK"));
        calls.Raw("GET", "/version", context => context.Response.WriteAsync(Version));
        app.UseEndpoints(_ => { });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Uri = new Uri(address);
    }

    private async Task FailAsync(HttpContext context, Func<Task> work)
    {
        var request = requests.Add(context.Request.Method, ShortPath(context.Request.Path.Value!));
        var failing = Faults.Of(request).Reverse().Aggregate(work, (inner, fault) => () => fault(context, inner));
        try
        {
            await failing();
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Answer.WriteAsync(context.Response, new { error_code = "INTERNAL_ERROR", message = $"this server is wrong: {failure}" }, StatusCodes.Status500InternalServerError);
        }
    }

    private Task AuthenticateAsync(HttpContext context, Func<Task> work)
    {
        var wanted = options switch
        {
            { Login: { } login } => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password}")),
            { Token: { } token } => "Bearer " + token,
            _ => null,
        };
        if (wanted is null || context.Request.Headers.Authorization == wanted)
        {
            return work();
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync("You are not authenticated. Please see https://www.mlflow.org/docs/latest/auth/index.html#authenticating-to-mlflow on how to authenticate.");
    }

    private static string ShortPath(string path) => path.StartsWith(Calls.Api, StringComparison.Ordinal)
        ? path[Calls.Api.Length..]
        : path.Replace("/api/2.0/", "", StringComparison.Ordinal).TrimStart('/');
}
