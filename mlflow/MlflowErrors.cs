using System.Net;
using System.Security.Authentication;
using System.Text.Json;

namespace MLflow.Client;

/// <summary>What went wrong with a request, in words that say what to do.</summary>
internal static class MlflowErrors
{
    private const int LongestQuote = 500;
    private const int LongestBeginning = 60;

    /// <summary>No answer came, or only a part of one.</summary>
    internal static MlflowException Unanswered(MlflowOptions options, Exception failure) => Causes(failure).Any(cause => cause is AuthenticationException)
        ? new MlflowException($"the certificate of the MLflow server {options.TrackingUri} is not trusted here: name the right one in MLFLOW_TRACKING_SERVER_CERT_PATH, or set MLFLOW_TRACKING_INSECURE_TLS=true", inner: failure)
        : new MlflowException($"the MLflow server {options.TrackingUri} does not answer: {Reason(failure)}", inner: failure, isUnanswered: true);

    /// <summary>The answer is none of MLflow's.</summary>
    internal static MlflowException Strange(MlflowOptions options, string body, Exception failure) => new(
        $"{options.TrackingUri} answers with what is not MLflow's ('{Beginning(body)}'): a proxy or a login page in between? Check MLFLOW_TRACKING_URI", inner: failure, isUnanswered: true);

    /// <summary>The answer is larger than any of MLflow's.</summary>
    internal static MlflowException TooLarge(MlflowOptions options, long largest, Exception failure) => new(
        FormattableString.Invariant($"{options.TrackingUri} answers with more than the {largest} bytes that were expected: a proxy or another server in between? Check MLFLOW_TRACKING_URI"), inner: failure, isUnanswered: true);

    /// <summary>The server answered with an error.</summary>
    internal static async Task<MlflowException> RefusedAsync(MlflowOptions options, HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        var error = Parse(body);
        return new MlflowException($"{Words(options, response.StatusCode, error)} ({(int)response.StatusCode}, {response.RequestMessage!.RequestUri!.AbsolutePath})", response.StatusCode, error?.ErrorCode);
    }

    private static string Words(MlflowOptions options, HttpStatusCode status, ErrorAnswer? error) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"the MLflow server {options.TrackingUri} refuses {(options is { Username: null, Token: null } ? "requests without credentials" : "these credentials")}: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN",
        HttpStatusCode.NotFound when error is null =>
            $"{options.TrackingUri} does not know this call: it is not an MLflow server, or an older one; check MLFLOW_TRACKING_URI",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            $"{options.TrackingUri} points elsewhere; give the address it points to as MLFLOW_TRACKING_URI",
        _ when error?.Message is { } message => $"the MLflow server {options.TrackingUri} says: {Quote(message)}",
        HttpStatusCode.TooManyRequests => $"the MLflow server {options.TrackingUri} is busy",
        >= HttpStatusCode.InternalServerError => $"the MLflow server {options.TrackingUri}, or a proxy before it, is out of order",
        _ => $"the MLflow server {options.TrackingUri} refuses this call: {status}",
    };

    private static string Reason(Exception failure) => failure switch
    {
        TimeoutException => failure.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its host is not known; check MLFLOW_TRACKING_URI",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"{Causes(failure).Last().Message.TrimEnd('.')}; is it running?",
        _ when Causes(failure).Any(cause => cause is IOException) => "the connection broke",
        _ => Causes(failure).Last().Message.TrimEnd('.'),
    };

    private static string Quote(string message) => OnOneLine(message, LongestQuote);

    private static string Beginning(string body) => OnOneLine(body, LongestBeginning);

    private static string OnOneLine(string text, int longest)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length > longest ? line[..longest] + "…" : line;
    }

    private static ErrorAnswer? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.ErrorAnswer) is { ErrorCode: not null } error ? error : null;
        }
        catch (JsonException)
        {
            return null; // a page of a proxy in between: the status says it
        }
    }

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
