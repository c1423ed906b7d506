using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using MLflow.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace ExperimentRunner.Notifying;

/// <summary>
/// Serves the <see cref="Notify"/> callbacks of a run when it ends. The command ends after the message was taken, or given up.
/// </summary>
internal sealed class WebHooks : ITrialObserver, IHostedService, IDisposable
{
    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience }; // results go nowhere but where they were asked to
    private readonly SecretMask mask;
    private readonly INotices notices;
    private readonly ClosingTime closing;
    private readonly ResiliencePipeline<HttpResponseMessage> retries;
    private readonly ConcurrentBag<Task> messages = [];

    public WebHooks(SecretMask mask, INotices notices, ClosingTime closing, TimeProvider clock)
    {
        this.mask = mask;
        this.notices = notices;
        this.closing = closing;
        retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Tries - 1,
                Delay = TimeSpan.FromSeconds(1),
                ShouldRetryAfterHeader = false, // it has no limit
                DelayGenerator = arguments => ValueTask.FromResult(RetryPause.Of(arguments.Outcome.Result?.Headers.RetryAfter, clock.GetUtcNow())),
            })
            .Build();
    }

    /// <inheritdoc/>
    public string Product => "the web hooks";

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(messages);

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history) => new Watch(this, trial);

    public void Dispose() => http.Dispose();

    private static NotifyOn KindOf(TrainingOutcome outcome) => outcome switch
    {
        TrainingOutcome.Complete => NotifyOn.Finished,
        TrainingOutcome.Interrupted => NotifyOn.Interrupted,
        _ => NotifyOn.Failed,
    };

    /// <summary>Messages name the variable and never the address, which is a secret.</summary>
    private async Task SendAsync(Secret address, RunEndedMessage message)
    {
        try
        {
            using var answer = await retries.ExecuteAsync(async token => await PostAsync(new Uri(address.Read()), message, token), closing.Over);
            if ((int)answer.StatusCode is >= 300 and < 400)
            {
                notices.Warn($"the web hook of {address.Variable} refused the message: its address points elsewhere; give the address that it points to");
            }
            else if (!answer.IsSuccessStatusCode)
            {
                notices.Warn($"the web hook of {address.Variable} refused the message: {(int)answer.StatusCode} {answer.ReasonPhrase}");
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException or NotSupportedException)
        {
            notices.Warn($"the web hook of {address.Variable} did not receive the message: {Reason(failure)}");
        }
    }

    /// <summary>What the answer says beyond its status is not read, however long it is.</summary>
    private async Task<HttpResponseMessage> PostAsync(Uri address, RunEndedMessage message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(message, NotifyingJson.Default.RunEndedMessage) };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private string Reason(Exception failure) => failure switch
    {
        UriFormatException or NotSupportedException => "the variable holds no http:// or https:// address",
        HttpRequestException { HttpRequestError: var error } => $"no answer ({error})",
        OperationCanceledException when closing.Over.IsCancellationRequested => "the command did not wait any longer",
        OperationCanceledException => FormattableString.Invariant($"no answer within {Patience.TotalSeconds} s"),
        _ => failure.Message.TrimEnd('.'),
    };

    private sealed class Watch(WebHooks hooks, TrialContext trial) : IAttemptObserver
    {
        public void Observe(IReadOnlyList<TrainingEvent> events)
        {
        }

        public void End(AttemptEnded ended)
        {
            foreach (var hook in trial.Experiment.Callbacks.OfType<Notify>().Where(hook => hook.On.Contains(KindOf(ended.Outcome))))
            {
                hooks.messages.Add(hooks.SendAsync(hook.Url, RunEndedMessage.Of(trial, ended, hooks.mask)));
            }
        }
    }
}
