using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A sink whose worker never answers, and callers who go on.</summary>
public sealed class FullSinkTests
{
    private readonly Ingress _ingress;
    private readonly SinkSet _sinks;
    private readonly RouterCore _router;
    private readonly InPlaceEngine _engine = new();

    public FullSinkTests() => (_ingress, _sinks, _router) = RouterParts.Assemble();

    [Fact]
    public void DropsWithoutAllocation()
    {
        while (Dropped < 10 * Ingress.PageSize)
        {
            WriteAndDeal();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var dropped = Dropped;
        for (var page = 0; page < 10; page++)
        {
            WriteAndDeal();
        }

        Assert.Equal(10 * Ingress.PageSize, Dropped - dropped);
        // A turn may cost something, an event nothing.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * Ingress.PageSize);
    }

    private long Dropped => _sinks.Accounts.First().Dropped.Total;

    private void WriteAndDeal()
    {
        for (var i = 0; i < Ingress.PageSize; i++)
        {
            var logEvent = EventPool.Rent();
            logEvent.Level = LogLevel.Information;
            logEvent.Measure();
            _ingress.Write(logEvent);
        }

        while (_router.Turn(_engine))
        {
            // Until all are dealt out.
        }
    }

    /// <summary>Has each message handled at once, and gives no work to anybody.</summary>
    private sealed class InPlaceEngine : IPipelineEngine, ISinkActor
    {
        public void Start(EngineContext context) { }

        public void WakeRouter() { }

        public void Tell(SinkCore sink, SinkMessage message) => sink.Handle(message, this);

        public void Work(SinkWork work) { }

        public void StopWorker() { }

        public void WakeIn(TimeSpan delay) { }

        public ValueTask DisposeAsync() => default;
    }
}
