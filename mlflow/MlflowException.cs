using System.Net;

namespace MLflow.Client;

/// <summary>A server refused a request, or did not answer it.</summary>
public sealed class MlflowException : Exception
{
    private readonly bool isUnanswered;

    /// <summary>Tells what happened.</summary>
    /// <param name="message">What went wrong and what to do; holds no secret.</param>
    /// <param name="status">The HTTP status, or null when no answer came.</param>
    /// <param name="errorCode">MLflow's own code, such as <c>RESOURCE_DOES_NOT_EXIST</c>.</param>
    /// <param name="inner">What it follows from.</param>
    /// <param name="isUnanswered">Whether a request was sent and nothing that makes sense came back.</param>
    public MlflowException(string message, HttpStatusCode? status = null, string? errorCode = null, Exception? inner = null, bool isUnanswered = false)
        : base(message, inner)
    {
        Status = status;
        ErrorCode = errorCode;
        this.isUnanswered = isUnanswered;
    }

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>MLflow's own code, or null.</summary>
    public string? ErrorCode { get; }

    /// <summary>Whether the same request may succeed later: the server is away, busy or broken, and has not refused it.</summary>
    public bool IsTransient => IsOutcomeUnknown || Status is HttpStatusCode.TooManyRequests;

    /// <summary>Whether nobody knows if the server did what was asked: the answer was lost, or came from something in between.</summary>
    public bool IsOutcomeUnknown => isUnanswered || Status is HttpStatusCode.RequestTimeout or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);
}
