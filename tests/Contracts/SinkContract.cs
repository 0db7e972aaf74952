using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Contracts;

/// <summary>What every sink must do. A sink's tests inherit it and say how to make the sink and how to read its destination.</summary>
public abstract class SinkContract : IDisposable
{
    private readonly List<string> _reports = [];

    /// <summary>What the sink told the operator.</summary>
    protected IReadOnlyList<string> Reports => _reports;

    /// <summary>The time.</summary>
    protected ManualClock Clock { get; } = new(Some.Time);

    /// <summary>Makes a sink that writes to the test's one destination with <paramref name="formatter"/>.</summary>
    protected abstract ILogSink CreateSink(SinkContext context, ILogFormatter formatter);

    /// <summary>Every event that the destination has got, in the order of arrival: its formatted text without the line end.</summary>
    protected abstract Task<IReadOnlyList<string>> ReadAsync();

    /// <summary>Makes the destination fail from now on, in a way that may heal.</summary>
    protected abstract void Break();

    /// <summary>Heals the destination.</summary>
    protected abstract void Repair();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    [Fact]
    public async Task ABatchIsDeliveredInOrder()
    {
        await using var sink = CreateSink();

        Assert.True((await WriteAsync(sink, Some.Batch(Some.Events(100)))).IsDelivered);
        Assert.True((await WriteAsync(sink, Some.Batch(Some.Events(100, first: 101)))).IsDelivered);
        await sink.FlushAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"event {n}"), await ReadAsync());
    }

    [Fact]
    public async Task AFlushMakesEverythingVisible()
    {
        await using var sink = CreateSink();

        await WriteAsync(sink, Some.Batch(Some.Events(3)));
        await sink.FlushAsync(CancellationToken.None);

        Assert.Equal(["event 1", "event 2", "event 3"], await ReadAsync());
    }

    [Fact]
    public async Task NothingIsReadFromAnEventAfterItsBatchIsDone()
    {
        var events = Some.Events(3);
        await using (var sink = CreateSink())
        {
            await WriteAsync(sink, Some.Batch(events));
            foreach (var pooled in events)
            {
                pooled.Reset();
            }

            await sink.FlushAsync(CancellationToken.None);
        }

        Assert.Equal(["event 1", "event 2", "event 3"], await ReadAsync());
    }

    [Fact]
    public async Task ABatchThatFailedIsDeliveredWhenItIsWrittenAgain()
    {
        var sink = CreateSink();
        await WriteAsync(sink, Some.Batch(Some.Events(3)));
        var batch = Some.Batch(Some.Events(3, first: 4));

        Break();
        sink = await FailAsync(sink, batch);
        sink = await FailAsync(sink, batch);
        Repair();
        var result = await WriteAsync(sink, batch);
        await sink.DisposeAsync();

        Assert.True(result.IsDelivered);
        var delivered = await ReadAsync();
        // At least once: a repeat may stand behind, but the first arrivals are complete and in order.
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"event {n}"), delivered.Distinct());
    }

    [Fact]
    public async Task ACancelledBatchIsNotDelivered()
    {
        await using var sink = CreateSink();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var batch = Some.Batch(Some.Events(3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await sink.WriteAsync(batch, cancelled.Token)
        );
        Assert.Empty(await ReadAsync());

        Assert.True((await WriteAsync(sink, batch)).IsDelivered);
        Assert.Equal(["event 1", "event 2", "event 3"], await ReadAsync());
    }

    [Fact]
    public async Task DisposingTwiceIsFine()
    {
        var sink = CreateSink();
        await WriteAsync(sink, Some.Batch(Some.Events(1)));

        await sink.DisposeAsync();
        await sink.DisposeAsync();

        Assert.Equal(["event 1"], await ReadAsync());
    }

    [Fact]
    public async Task ASinkThatNeverWroteCanBeFlushedAndDisposed()
    {
        var sink = CreateSink();

        await sink.FlushAsync(CancellationToken.None);
        await sink.DisposeAsync();

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task ChineseTextArrivesByteForByte()
    {
        await using (var sink = CreateSink())
        {
            await WriteAsync(sink, Some.Batch(Some.Event("今天天气不错"), Some.Event("是风和日丽的 🌤")));
        }

        Assert.Equal(["今天天气不错", "是风和日丽的 🌤"], await ReadAsync());
    }

    [Fact]
    public async Task AnEventThatCannotBeFormattedIsReplacedByAPlaceholder()
    {
        await using (var sink = CreateSink())
        {
            var batch = Some.Batch(Some.Numbered(1), Some.Event(LineFormatter.Poison), Some.Numbered(3));
            Assert.True((await WriteAsync(sink, batch)).IsDelivered);
        }

        Assert.Equal(["event 1", "[event 1 could not be formatted: FormatException]", "event 3"], await ReadAsync());
    }

    [Fact]
    public async Task AnEventLargerThanAnyBufferArrivesWhole()
    {
        var large = new string('x', 300_000);
        await using (var sink = CreateSink())
        {
            await WriteAsync(sink, Some.Batch(Some.Numbered(1), Some.Event(large), Some.Numbered(3)));
        }

        Assert.Equal(["event 1", large, "event 3"], await ReadAsync());
    }

    /// <summary>Makes a sink with the contract's formatter.</summary>
    protected ILogSink CreateSink() => CreateSink(Some.Context(Clock, _reports.Add), new LineFormatter());

    /// <summary>Writes a batch without a time limit.</summary>
    protected static ValueTask<SinkResult> WriteAsync(ILogSink sink, LogBatch batch)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return sink.WriteAsync(batch, CancellationToken.None);
    }

    /// <summary>Writes a batch to a broken destination as the pipeline does; a sink that threw is made anew.</summary>
    private async Task<ILogSink> FailAsync(ILogSink sink, LogBatch batch)
    {
        try
        {
            var result = await WriteAsync(sink, batch);
            Assert.Equal(FailureKind.Transient, result.Failure?.Kind);
            Assert.Equal(0, result.DeliveredPrefix);
            return sink;
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            await sink.DisposeAsync();
            return CreateSink();
        }
    }
}
