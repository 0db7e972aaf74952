using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Durability;

/// <summary>The sink of the journal's lane: a batch of events, one write, one fsync.</summary>
/// <remarks>It holds nothing itself, so that its being made anew after a failure loses nothing.</remarks>
internal sealed class JournalSink(JournalAppender appender) : ILogSink
{
    public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken) =>
        appender.WriteAsync(batch);

    // A batch that was answered for is as safe as it will be by a flush.
    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
