using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests;

public sealed class StopAgainTests
{
    [Fact]
    public async Task AStopThatHasTimeIsCutShortByOneThatHasNone()
    {
        var pipeline = Running.Pipeline(builder => builder.AddSink("sink", _ => new DownSink()));
        Assert.Equal(WriteOutcome.Accepted, pipeline.TryWrite(new LogEventDraft { Message = "a" }));

        var stopping = pipeline.StopAsync(TimeSpan.FromDays(1));
        var again = pipeline.StopAsync(TimeSpan.Zero);

        Assert.Same(stopping, again);
        var sink = Assert.Single((await stopping).Sinks);
        Assert.Equal((0, 1, 0), (sink.Ledger.Delivered, sink.Ledger.Dropped, sink.Ledger.Buffered));
    }

    private sealed class DownSink : ILogSink
    {
        public ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken) =>
            new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "down")));

        public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }
}
