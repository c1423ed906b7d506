using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace MLflow.Client;

/// <summary>Sends requests, repeats what failed in passing, and says clearly what went wrong.</summary>
internal sealed class MlflowConnection : IDisposable
{
    private const string Api = "api/2.0/mlflow/";
    private const long LargestAnswer = 8 << 20; // far above a page of any list
    private const double SlowestUpload = 256 * 1024; // bytes a second, as seen on a real server

    private readonly MlflowOptions options;
    private readonly HttpClient http;
    private readonly ResiliencePipeline<HttpResponseMessage> repeatable;
    private readonly ResiliencePipeline<HttpResponseMessage> unrepeatable;

    internal MlflowConnection(MlflowOptions options, TimeProvider clock)
    {
        this.options = options;
        http = new HttpClient(MlflowHandler.Create(options))
        {
            BaseAddress = new Uri(options.TrackingUri.ToString().TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = Authorization(options);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("mlflow-dotnet-client", typeof(MlflowConnection).Assembly.GetName().Version?.ToString(3)));
        repeatable = Pipeline(clock, IsTransient);
        unrepeatable = Pipeline(clock, IsUndone);
    }

    public void Dispose() => http.Dispose();

    /// <summary>Asks for something. May be repeated.</summary>
    internal Task<T> GetAsync<T>(string call, JsonTypeInfo<T> type, CancellationToken cancellation, params IEnumerable<(string Name, string? Value)> query) =>
        ReadAsync(() => new HttpRequestMessage(HttpMethod.Get, Api + call + Query(query)), repeatable, type, cancellation);

    /// <summary>Tells something that does no harm when it is told twice.</summary>
    internal Task<TAnswer> PostAsync<T, TAnswer>(string call, T body, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        ReadAsync(() => Json(HttpMethod.Post, call, body, type), repeatable, answer, cancellation);

    /// <summary>The same, once, where the answer says nothing.</summary>
    internal Task PostOnceAsync<T>(string call, T body, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(() => Json(HttpMethod.Post, call, body, type), unrepeatable, options.RequestTimeout, cancellation);

    /// <summary>Tells something that does no harm when it is told twice, where the answer says nothing.</summary>
    internal Task PostAsync<T>(string call, T body, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(() => Json(HttpMethod.Post, call, body, type), repeatable, options.RequestTimeout, cancellation);

    /// <summary>Changes something; may be repeated.</summary>
    internal Task PatchAsync<T>(string call, T body, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(() => Json(HttpMethod.Patch, call, body, type), repeatable, options.RequestTimeout, cancellation);

    /// <summary>Tells something once: when the answer is lost, whoever asked must find out whether it was done.</summary>
    internal Task<TAnswer> CreateAsync<T, TAnswer>(string call, T body, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        ReadAsync(() => Json(HttpMethod.Post, call, body, type), unrepeatable, answer, cancellation);

    /// <summary>Uploads a file; a second upload replaces the first. It gets time by its size.</summary>
    internal async Task PutFileAsync(string path, string file, CancellationToken cancellation)
    {
        var time = options.RequestTimeout + TimeSpan.FromSeconds(new FileInfo(file).Length / SlowestUpload);
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Put, path) { Content = new FileContent(file) }, repeatable, time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Downloads a file of at most so many bytes.</summary>
    internal async Task<byte[]> GetBytesAsync(string path, long largest, CancellationToken cancellation, params IEnumerable<(string Name, string? Value)> query)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path + Query(query)), repeatable, options.RequestTimeout, cancellation, largest).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }

    private static HttpRequestMessage Json<T>(HttpMethod method, string call, T body, JsonTypeInfo<T> type) =>
        new(method, Api + call) { Content = JsonContent.Create(body, type) };

    private static string Query(IEnumerable<(string Name, string? Value)> query)
    {
        var given = query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', given) is { Length: > 0 } text ? "?" + text : "";
    }

    private static AuthenticationHeaderValue? Authorization(MlflowOptions options) => options switch
    {
        { Username: { } user, Password: { } password } => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))),
        { Token: { } token } => new("Bearer", token),
        _ => null,
    };

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { InnerException: AuthenticationException } } => false, // a certificate does not get better
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false, // nor does an answer that is too large
        { Exception: HttpRequestException or IOException or TimeoutException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    /// <summary>Whether it failed in passing, and surely nothing was done.</summary>
    private static bool IsUndone(Outcome<HttpResponseMessage> outcome) => outcome is
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } }
        or { Result.StatusCode: HttpStatusCode.TooManyRequests };

    private ResiliencePipeline<HttpResponseMessage> Pipeline(TimeProvider clock, Func<Outcome<HttpResponseMessage>, bool> repeats) => options.MaxRetries == 0
        ? ResiliencePipeline<HttpResponseMessage>.Empty
        : new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = RetryPause.Longest,
                ShouldRetryAfterHeader = false, // it has no limit
                DelayGenerator = arguments => ValueTask.FromResult(RetryPause.Of(arguments.Outcome.Result?.Headers.RetryAfter, clock.GetUtcNow())),
                ShouldHandle = arguments => ValueTask.FromResult(repeats(arguments.Outcome)),
            })
            .Build();

    private async Task<T> ReadAsync<T>(Func<HttpRequestMessage> make, ResiliencePipeline<HttpResponseMessage> pipeline, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(make, pipeline, options.RequestTimeout, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException failure)
        {
            throw MlflowErrors.Strange(options, body, failure);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make, ResiliencePipeline<HttpResponseMessage> pipeline, TimeSpan time, CancellationToken cancellation, long largest = LargestAnswer)
    {
        HttpResponseMessage response;
        try
        {
            response = await pipeline.ExecuteAsync(async token => await SendOnceAsync(make, time, largest, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw MlflowErrors.TooLarge(options, largest, failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException)
        {
            throw MlflowErrors.Unanswered(options, failure);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await MlflowErrors.RefusedAsync(options, response, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One try, its whole answer read: an answer that breaks off is a failure that can be repeated.</summary>
    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> make, TimeSpan time, long largest, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            using var request = make();
            return await WholeAsync(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false), largest, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"no answer within {time.TotalSeconds:0.#} s"), late);
        }
    }

    /// <summary>Takes an answer into memory, and no more of it than it may have.</summary>
    private static async Task<HttpResponseMessage> WholeAsync(HttpResponseMessage response, long largest, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(response.IsSuccessStatusCode ? largest : LargestAnswer, cancellation).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
