using System.Linq;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime.Durability;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>Law 7: a cursor moves only on the sink's acknowledgement, per event.</summary>
[Trait("Law", "7")]
public sealed class CursorTrackerTests
{
    private readonly CursorTracker _tracker = new(10);

    [Fact]
    public void ItBeginsWhereTheJournalSays() => Assert.Equal(10, _tracker.Cursor);

    [Fact]
    public void ItStandsBeforeTheFirstEventThatIsNotSettled()
    {
        _tracker.Advance(At(10, 11, 12), 13);
        Assert.Equal(10, _tracker.Cursor);
        _tracker.Settle(At(10));
        Assert.Equal(11, _tracker.Cursor);
        _tracker.Settle(At(11, 12));
        Assert.Equal(13, _tracker.Cursor);
    }

    [Fact]
    public void WhatIsSettledBeforeItsTurnMovesItLater()
    {
        _tracker.Advance(At(10, 11, 12, 13), 14);
        _tracker.Settle(At(12));
        _tracker.Settle(At(11));
        Assert.Equal(10, _tracker.Cursor);
        _tracker.Settle(At(10));
        Assert.Equal(13, _tracker.Cursor);
    }

    [Fact]
    public void EventsForOthersAreSettledByBeingRead()
    {
        _tracker.Advance([], 500);
        Assert.Equal(500, _tracker.Cursor);
        _tracker.Advance(At(700), 1_000);
        Assert.Equal(700, _tracker.Cursor);
        _tracker.Settle(At(700));
        Assert.Equal(1_000, _tracker.Cursor);
    }

    [Fact]
    public void NoticesThatAreNotInTheJournalDoNotCount()
    {
        _tracker.Advance(At(0, 10), 11);
        _tracker.Settle(At(0));
        Assert.Equal(10, _tracker.Cursor);
    }

    [Fact]
    public void WhatIsGivenUpOnDiskIsBehindItEvenWhileItIsInFlight()
    {
        _tracker.Advance(At(10, 11), 12);
        _tracker.GiveUpBefore(50);
        Assert.Equal(50, _tracker.Cursor);
        _tracker.Settle(At(10, 11));
        Assert.Equal((50, 0), (_tracker.Cursor, _tracker.Open));
    }

    private static LogEvent[] At(params long[] positions) =>
        [
            .. positions.Select(position =>
            {
                var logEvent = Some.Numbered(position);
                logEvent.JournalPosition = position;
                return logEvent;
            }),
        ];
}
