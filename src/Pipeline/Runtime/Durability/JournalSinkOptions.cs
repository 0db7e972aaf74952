using System;
using ActorLog.Journal;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>The journal as the lane sees it: a sink like any other, which never gives up.</summary>
internal sealed record JournalSinkOptions : SinkOptions
{
    private readonly Func<ILogSink> _create;

    public JournalSinkOptions(QueueOptions queue, JournalOptions journal, Func<ILogSink> create)
    {
        _create = create;
        Queue = queue with { WhenFull = Of(journal.WhenFull) };

        // Two threads must not write one log, so a write is never given up: a disk that hangs is waited for.
        Timeout = TimeSpan.MaxValue;
        Batch = new BatchOptions { MaxEvents = 4096, MaxBytes = 8L * 1024 * 1024 };
        Retry = new RetryOptions { MinBackoff = TimeSpan.FromMilliseconds(50), MaxBackoff = TimeSpan.FromSeconds(1) };
        CircuitBreaker = new CircuitBreakerOptions { MaxFailures = int.MaxValue };
    }

    public override string Type => "journal";

    public override ILogSink CreateSink(SinkContext context) => _create();

    private static WhenFull Of(JournalWhenFull whenFull) =>
        whenFull switch
        {
            JournalWhenFull.Wait => WhenFull.Wait,
            JournalWhenFull.DropOldest => WhenFull.DropOldest,
            _ => WhenFull.DropNewest,
        };
}
