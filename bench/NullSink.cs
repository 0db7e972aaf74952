using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Bench;

/// <summary>Takes everything and does nothing with it.</summary>
internal sealed class NullSink : ILogSink
{
    public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken) =>
        new(SinkResult.Delivered);

    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;
}
