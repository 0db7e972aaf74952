using System;

namespace ActorLog.Sinks;

/// <summary>What follows from the status of an answer. Pure; the table with its reasons is in docs/http-sender.md.</summary>
internal static class HttpStatusPolicy
{
    /// <summary>What 407 means, whether the proxy was asked for a tunnel or has it for an answer.</summary>
    public const string UnknownToProxy =
        "HTTP 407; the proxy wants a user name and a password: HTTP_PROXY and HTTPS_PROXY may have them, with proxy = system";

    // What servers answer with 400 before they have looked at any event, by its first words, and what it means. Only the first: a
    // receiver may repeat further on what an event says, and that must not hold up the sink.
    private static readonly (string Said, string Meant)[] NotOfEvents =
    [
        // nginx and those made of it; Go; Apache; Tomcat.
        ("400 The plain HTTP request was sent to HTTPS port", WantsTls),
        ("Client sent an HTTP request to an HTTPS server.", WantsTls),
        (
            "400 Bad Request Bad Request Your browser sent a request that this server could not understand. "
                + "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
            WantsTls
        ),
        ("Bad Request This combination of host and port requires TLS.", WantsTls),
        // nginx with ssl_verify_client.
        ("400 No required SSL certificate was sent", "the receiver wants a certificate from us, and we have none"),
        // Kestrel.
        (
            "An HTTP/1.x request was sent to an HTTP/2 only endpoint.",
            "the receiver takes nothing but HTTP/2 there, and we speak HTTP/1.1"
        ),
        // ASP.NET Core's AllowedHosts, HTTP.sys and IIS; Starlette's TrustedHostMiddleware.
        ("Bad Request Bad Request - Invalid Hostname", UnknownHost),
        ("Invalid host header", UnknownHost),
    ];

    private const string WantsTls = "the receiver wants https there, and url has http";

    private const string UnknownHost = "the receiver does not go by the name of the host in url";

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
    /// The failure in the light of what the receiver says, which stands in its reason. 400 is about the events, unless the
    /// receiver has not looked at them: then every event would be rejected for what the configuration lacks.
    /// </summary>
    /// <param name="failure">What is wrong by the status.</param>
    /// <param name="text">The beginning of the answer's text, or <see langword="null"/>.</param>
    public static SinkFailure WithText(SinkFailure failure, string? text)
    {
        if (failure.Status == 400)
        {
            var plain = AnswerText.Plain(text);
            foreach (var (said, meant) in NotOfEvents)
            {
                if (plain.StartsWith(said, StringComparison.Ordinal))
                {
                    return failure with { Kind = FailureKind.Refused, Reason = $"HTTP 400; {meant}" };
                }
            }
        }

        // Where the reason has more than the status already, as that of a redirect, the page behind it only repeats that.
        return failure.Reason == $"HTTP {failure.Status}" && AnswerText.Short(text) is { Length: > 0 } beginning
            ? failure with
            {
                Reason = $"{failure.Reason} ({beginning})",
            }
            : failure;
    }

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
        status switch
        {
            >= 300 and <= 399 when location is { Length: > 0 and <= 500 } =>
                $"HTTP {status} to {location}; redirects are not followed, set url to where it leads",
            407 => UnknownToProxy,
            _ => $"HTTP {status}",
        };
}
