using ActorLog.Events;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Tests.Text;

/// <summary>What stands for an event that is too large, or that cannot be formatted.</summary>
public sealed class StandInTests
{
    [Fact]
    public void ItKeepsWhoTheEventIsAndNothingOfWhatItSaid()
    {
        var logEvent = Some.Event("{Text}", "long");
        logEvent.EventId = new(7, "Bought");
        logEvent.TraceId = new string('a', 32);
        logEvent.SpanId = new string('b', 16);
        logEvent.Origin = new EventOrigin("elsewhere", 3);

        var standIn = logEvent.StandIn("[gone]");

        Assert.Equal("[gone]", standIn.RenderedMessage);
        Assert.True(standIn.Properties.IsEmpty);
        Assert.Equal(
            (logEvent.SessionId, logEvent.Sequence, logEvent.Timestamp, logEvent.Level, logEvent.Category),
            (standIn.SessionId, standIn.Sequence, standIn.Timestamp, standIn.Level, standIn.Category)
        );
        Assert.Equal(
            (logEvent.EventId, logEvent.TraceId, logEvent.SpanId, logEvent.Origin),
            (standIn.EventId, standIn.TraceId, standIn.SpanId, standIn.Origin)
        );
    }
}
