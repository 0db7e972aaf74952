using System;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>A message to a sink's actor. Engines carry it; only <see cref="SinkCore.Handle"/> looks into it.</summary>
public readonly struct SinkMessage
{
    internal enum MessageKind : byte
    {
        Time,
        Offered,
        Written,
        WorkerGone,
        SinkFlushed,
        Flush,
        Drain,
        Pause,
        Resume,
    }

    internal MessageKind Kind { get; private init; }

    internal LogEvent[]? Events { get; private init; }

    internal int Count { get; private init; }

    internal long Bytes { get; private init; }

    internal long Ticket { get; private init; }

    internal SinkResult Result { get; private init; }

    internal SinkFailure? Failure { get; private init; }

    internal IBarrier? Token { get; private init; }

    internal TimeSpan Deadline { get; private init; }

    /// <summary>The time has come for which <see cref="ISinkActor.WakeIn"/> asked.</summary>
    public static SinkMessage Time => default;

    /// <summary>
    /// The worker itself is gone: its actor was killed, its process vanished. Engines whose workers cannot vanish never
    /// send this.
    /// </summary>
    /// <param name="work">What it had in hand.</param>
    /// <param name="failure">Why it went.</param>
    public static SinkMessage WorkerGone(SinkWork work, SinkFailure failure) =>
        new()
        {
            Kind = MessageKind.WorkerGone,
            Ticket = work.Ticket,
            Failure = failure,
        };

    internal static SinkMessage Pause => new() { Kind = MessageKind.Pause };

    internal static SinkMessage Resume => new() { Kind = MessageKind.Resume };

    internal static SinkMessage Offered(LogEvent[] events, int count, long bytes) =>
        new()
        {
            Kind = MessageKind.Offered,
            Events = events,
            Count = count,
            Bytes = bytes,
        };

    internal static SinkMessage Written(long ticket, SinkResult result) =>
        new()
        {
            Kind = MessageKind.Written,
            Ticket = ticket,
            Result = result,
        };

    internal static SinkMessage SinkFlushed(long ticket) => new() { Kind = MessageKind.SinkFlushed, Ticket = ticket };

    internal static SinkMessage Flush(IBarrier token) => new() { Kind = MessageKind.Flush, Token = token };

    internal static SinkMessage Drain(TimeSpan deadline) => new() { Kind = MessageKind.Drain, Deadline = deadline };
}
