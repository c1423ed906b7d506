using System.Net.Http.Headers;

namespace MLflow.Client;

/// <summary>How long a server may have a client wait before the next try.</summary>
public static class RetryPause
{
    /// <summary>The longest pause, whatever the server asks for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What an answer's <c>Retry-After</c> asks for, as far as a client obeys; null where it asks for nothing.</summary>
    /// <param name="asked">The header, or null.</param>
    /// <param name="now">The time of the answer.</param>
    public static TimeSpan? Of(RetryConditionHeaderValue? asked, DateTimeOffset now) => (asked?.Delta ?? (asked?.Date is { } date ? date - now : null)) switch
    {
        null => null,
        { } pause when pause < TimeSpan.Zero => TimeSpan.Zero,
        { } pause => pause < Longest ? pause : Longest,
    };
}
