using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>A sink whose worker never answers, and callers who go on.</summary>
public sealed class FullSinkTests
{
    private const int Events = 10 * Ingress.PageSize;

    private readonly Ingress _ingress;
    private readonly SinkSet _sinks;
    private readonly RouterCore _router;
    private readonly InPlaceEngine _engine = new();

    public FullSinkTests() => (_ingress, _sinks, _router) = RouterParts.Assemble();

    [Fact]
    public void DropsWithoutAllocation()
    {
        while (Dropped < Events)
        {
            WriteAndDeal(MakeEvents(Ingress.PageSize));
        }

        var events = MakeEvents(Events);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var dropped = Dropped;
        WriteAndDeal(events);

        Assert.Equal(Events, Dropped - dropped);
        // The pools of events and arrays, which other threads use too, may take some bytes an event to hold them. Anything
        // that is made for a drop takes 24 bytes at least, for each of the two sinks.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * Events);
    }

    private long Dropped => _sinks.Accounts.First().Dropped.Total;

    private static LogEvent[] MakeEvents(int count)
    {
        var events = new LogEvent[count];
        for (var i = 0; i < count; i++)
        {
            events[i] = new LogEvent { Level = LogLevel.Information };
            events[i].Measure();
        }

        return events;
    }

    private void WriteAndDeal(LogEvent[] events)
    {
        for (var i = 0; i < events.Length; i += Ingress.PageSize)
        {
            WritePage(events.AsSpan(i, Ingress.PageSize));
        }
    }

    private void WritePage(ReadOnlySpan<LogEvent> events)
    {
        foreach (var logEvent in events)
        {
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
