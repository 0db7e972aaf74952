using System;
using ActorLog.Runtime;

namespace ActorLog.Host.Status;

/// <summary>A failure of a sink. What the destination answered is left out: it may repeat what was sent.</summary>
/// <param name="Kind"><c>transient</c>, <c>rejected</c>, <c>refused</c> or <c>fatal</c>.</param>
/// <param name="Reason">What happened.</param>
/// <param name="At">When.</param>
internal sealed record FailureStatus(string Kind, string Reason, DateTimeOffset? At)
{
    /// <summary>The last failure of a sink, or <see langword="null"/>.</summary>
    public static FailureStatus? Of(SinkStatus sink) =>
        sink.LastFailure is { } failure
            ? new FailureStatus(Words.Of(failure.Kind), failure.Reason, sink.LastFailureAt)
            : null;
}
