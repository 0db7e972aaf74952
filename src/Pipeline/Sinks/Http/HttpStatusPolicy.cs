using System;
using System.Linq;

namespace ActorLog.Sinks;

/// <summary>What follows from the status of an answer. Pure; the table with its reasons is in docs/http-sender.md.</summary>
internal static class HttpStatusPolicy
{
    // How nginx, and what is written in Go, answer on a port for TLS, with 400. Only at the beginning of the text: a receiver may
    // repeat there what an event says, and that must not hold up the sink.
    private static readonly string[] TlsPorts =
    [
        "<html>  <head><title>400 The plain HTTP request was sent to HTTPS port</title>",
        "Client sent an HTTP request to an HTTPS server.",
    ];

    // With less in the URL it is rather the headers that the receiver finds too long.
    private const int LongQuery = 4096;

    /// <summary>What is wrong, or <see langword="null"/> when the request was taken.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="retryAfter">The header Retry-After, or <see langword="null"/>.</param>
    /// <param name="location">The header Location, or <see langword="null"/>.</param>
    /// <param name="now">The time that a date in Retry-After is compared with.</param>
    /// <param name="query">How many bytes of events stood in the URL.</param>
    public static SinkFailure? Judge(
        int status,
        string? retryAfter,
        string? location,
        DateTimeOffset now,
        int query = 0
    )
    {
        // Where others answer 414, Node counts the URL as one of the headers.
        if ((status == 431 && query > LongQuery ? FailureKind.Rejected : KindOf(status)) is not { } kind)
        {
            return null;
        }

        return new SinkFailure(kind, ReasonOf(status, location))
        {
            Status = status,
            RetryAfter = kind == FailureKind.Transient ? RetryAfter.Parse(retryAfter, now) : null,
        };
    }

    /// <summary>
    /// The failure in the light of what the receiver says: 400 is about the events, unless it wants TLS. Then every event would
    /// be rejected for a letter that the URL lacks.
    /// </summary>
    /// <param name="failure">What is wrong by the status.</param>
    /// <param name="text">The beginning of the answer's text on one line, or <see langword="null"/>.</param>
    public static SinkFailure WithText(SinkFailure failure, string? text) =>
        failure.Status == 400 && TlsPorts.Any(said => text?.StartsWith(said, StringComparison.Ordinal) == true)
            ? failure with
            {
                Kind = FailureKind.Refused,
                Reason = "HTTP 400; the receiver wants https there, and url has http",
            }
            : failure;

    /// <summary>What follows from the status alone; <see langword="null"/> when the request was taken.</summary>
    public static FailureKind? KindOf(int status) =>
        status switch
        {
            >= 200 and <= 299 => null,

            // The receiver asks for time.
            408 or 425 or 429 => FailureKind.Transient,

            // It says something about us or about the URL, which the next event would hear as well: keep them all.
            >= 300 and <= 399 => FailureKind.Refused,
            401 or 402 or 403 or 404 or 405 or 406 or 407 or 410 or 411 => FailureKind.Refused,
            415 or 417 or 421 or 426 or 428 or 431 or 451 => FailureKind.Refused,
            501 or 505 or 511 => FailureKind.Refused,

            // It says something about these events: 400, 409, 413, 414, 422 and what is not known (RFC 9110, 15.5).
            >= 400 and <= 499 => FailureKind.Rejected,

            _ => FailureKind.Transient,
        };

    private static string ReasonOf(int status, string? location) =>
        status is >= 300 and <= 399 && location is { Length: > 0 and <= 500 }
            ? $"HTTP {status} to {location}; redirects are not followed, set url to where it leads"
            : $"HTTP {status}";
}
