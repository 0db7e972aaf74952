using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class GapNoticeTests
{
    [Fact]
    [Trait("Law", "4")]
    public void ANoticeNamesEveryReasonForWhichEventsWereDropped()
    {
        var gap = new GapNotice();
        gap.Add(Some.Numbered(7, LogLevel.Debug), DropReason.Stopped);
        gap.Add(Some.Numbered(9, LogLevel.Warning), DropReason.QueueFull);
        gap.Add(Some.Numbered(8, LogLevel.Debug), DropReason.Stopped);
        Assert.Equal(
            "3 events were dropped here (queue-full, stopped; Debug 2, Warning 1), between sequence 7 and 9",
            LogFormats.MessageOf(gap.Take())
        );

        gap.Add(Some.Numbered(11, LogLevel.Debug), DropReason.Stopped);
        Assert.Equal(
            "1 events were dropped here (stopped; Debug 1), between sequence 11 and 11",
            LogFormats.MessageOf(gap.Take())
        );
    }

    [Fact]
    public void ANoticeIsOfNoThread()
    {
        var pooled = EventPool.Rent();
        pooled.ThreadId = 77;
        EventPool.Return(pooled);
        var gap = new GapNotice();
        gap.Add(Some.Numbered(7, LogLevel.Debug), DropReason.QueueFull);

        var notice = gap.Take();
        Assert.Same(pooled, notice);
        Assert.Equal(0, notice.ThreadId);
    }
}
