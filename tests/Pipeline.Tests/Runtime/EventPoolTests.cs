using System;
using System.Linq;
using System.Runtime.CompilerServices;
using ActorLog.Events;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class EventPoolTests
{
    [Fact]
    public void AnEventOutOfThePoolHasNothingOfTheOneBefore()
    {
        var logEvent = EventPool.Rent();
        for (var i = 0; i < 6; i++)
        {
            logEvent.Add($"Name{i}", LogValue.From(i));
        }

        logEvent.Scopes = ["scope"];
        logEvent.TraceId = "trace";
        logEvent.EventId = new(7, "seven");
        logEvent.Template = MessageTemplate.Parse("{Name0}");
        logEvent.ThreadName = "thread";
        EventPool.Return(logEvent);

        var again = EventPool.Rent();
        Assert.Same(logEvent, again);
        Assert.Empty(again.Properties.ToArray());
        Assert.Empty(again.Scopes);
        Assert.Null(again.TraceId);
        Assert.Equal(default, again.EventId);
        Assert.Null(again.EventId.Name);
        Assert.Same(MessageTemplate.Empty, again.Template);
        Assert.Null(again.ThreadName);
    }

    [Fact]
    public void PropertiesKeepTheirOrderHoweverManyThereAre()
    {
        var logEvent = EventPool.Rent();
        foreach (var count in (int[])[3, 4, 5, 9, 100, 2])
        {
            logEvent.Reset();
            for (var i = 0; i < count; i++)
            {
                logEvent.Add($"Name{i}", LogValue.From(i));
            }

            Assert.Equal(Enumerable.Range(0, count), logEvent.Properties.ToArray().Select(p => p.Value.AsInt32));
            Assert.Equal(
                Enumerable.Range(0, count),
                logEvent.Clone().Properties.ToArray().Select(p => p.Value.AsInt32)
            );
        }
    }

    [Theory]
    [InlineData("property")]
    [InlineData("one of many properties")]
    [InlineData("message")]
    public void ThePoolKeepsNothingLargeAlive(string place)
    {
        var (pooled, held) = Return(place);
        GC.Collect();

        Assert.False(held.IsAlive);
        GC.KeepAlive(pooled);
    }

    // In a method of its own, so that no local keeps it alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (LogEvent Pooled, WeakReference Held) Return(string place)
    {
        var logEvent = EventPool.Rent();
        var large = new string('x', 10_000);
        for (var i = 0; place == "one of many properties" && i < 5; i++)
        {
            logEvent.Add("Name", LogValue.From(i));
        }

        switch (place)
        {
            case "message":
                logEvent.RenderedMessage = large;
                break;
            default:
                logEvent.Add("Name", LogValue.From(large));
                break;
        }

        logEvent.Measure();
        EventPool.Return(logEvent);
        return (logEvent, new WeakReference(large));
    }
}
