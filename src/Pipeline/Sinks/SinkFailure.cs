using System;
using System.Globalization;

namespace ActorLog.Sinks;

/// <summary>Why a batch, or an event of it, was not delivered.</summary>
/// <param name="Kind">What follows from it.</param>
/// <param name="Reason">What happened, for people: <c>HTTP 503</c>, <c>connection refused</c>.</param>
public sealed record SinkFailure(FailureKind Kind, string Reason)
{
    /// <summary>The least time until the next attempt, as the destination asked (Retry-After), or <see langword="null"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The status code of the destination's protocol, or <see langword="null"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The beginning of the destination's answer, or <see langword="null"/>.</summary>
    public string? Response { get; init; }

    /// <summary>The destination did not answer in time.</summary>
    internal static SinkFailure NoAnswer(TimeSpan within) => Nothing("answer", within);

    /// <summary>No connection to the destination came about in time.</summary>
    internal static SinkFailure NoConnection(TimeSpan within) => Nothing("connection", within);

    private static SinkFailure Nothing(string awaited, TimeSpan within) =>
        new(
            FailureKind.Transient,
            string.Create(CultureInfo.InvariantCulture, $"no {awaited} within {within.TotalSeconds:0.###} s")
        );
}
