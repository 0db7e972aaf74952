using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RollingByTimeTests : RollingTests
{
    private static readonly FileSinkOptions Daily = new() { Rolling = new() { Interval = RollInterval.Day } };
    private static readonly FileSinkOptions Hourly = new() { Rolling = new() { Interval = RollInterval.Hour } };

    [Fact]
    public async Task ANewDayHasANewFile()
    {
        await using var sink = Sink(Daily);

        await WriteAsync(sink, 1);
        Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(sink, 1);

        Assert.Equal(["app-2020-09-23.log", "app-2020-09-24.log"], Folder.FileNames);
    }

    [Fact]
    public async Task SizeAndTimeRollTogether()
    {
        await using var sink = Sink(
            Daily with
            {
                Rolling = new() { Interval = RollInterval.Day, MaxFileSize = 24 },
            }
        );

        await WriteAsync(sink, 4);
        Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(sink, 4);

        Assert.Equal(
            ["app-2020-09-23.1.log", "app-2020-09-23.log", "app-2020-09-24.1.log", "app-2020-09-24.log"],
            Folder.FileNames
        );
    }

    [Fact]
    public async Task TheDayIsTheLocalDayUnlessUtcIsAskedFor()
    {
        Clock.Zone = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(14), "far", "far");
        await using (var sink = Sink(Daily))
        {
            await WriteAsync(sink, 1);
        }

        await using (var sink = Sink(Daily with { Utc = true }))
        {
            await WriteAsync(sink, 1);
        }

        Assert.Equal("event 1\n", Folder.Read("app-2020-09-24.log"));
        Assert.Equal("event 2\n", Folder.Read("app-2020-09-23.log"));
    }

    [Fact]
    public async Task TheHourThatSummerTimeRepeatsHasOneFile()
    {
        Clock.Zone = Berlin();
        Clock.Jump(new DateTimeOffset(2020, 10, 24, 23, 30, 0, TimeSpan.Zero));
        await using var sink = Sink(Hourly);

        // 01:30, 02:00, 02:30, again 02:00, 02:30, then 03:00.
        for (var half = 0; half < 6; half++)
        {
            await WriteAsync(sink, 1);
            Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["app-2020-10-25-01.log", "app-2020-10-25-02.log", "app-2020-10-25-03.log"], Folder.FileNames);
        Assert.Equal("event 2\nevent 3\nevent 4\nevent 5\n", Folder.Read("app-2020-10-25-02.log"));
        Assert.Equal(3, Disk.Opens);
    }

    [Fact]
    public async Task TheHourThatSummerTimeSkipsHasNoFile()
    {
        Clock.Zone = Berlin();
        Clock.Jump(new DateTimeOffset(2020, 3, 29, 0, 30, 0, TimeSpan.Zero));
        await using var sink = Sink(Hourly);

        await WriteAsync(sink, 1);
        Clock.Advance(TimeSpan.FromHours(1));
        await WriteAsync(sink, 1);

        Assert.Equal(["app-2020-03-29-01.log", "app-2020-03-29-03.log"], Folder.FileNames);
    }

    [Fact]
    public async Task ADayOf25HoursHasOneFile()
    {
        Clock.Zone = Berlin();
        Clock.Jump(new DateTimeOffset(2020, 10, 24, 22, 0, 0, TimeSpan.Zero));
        await using var sink = Sink(Daily);

        for (var hour = 0; hour < 26; hour++)
        {
            await WriteAsync(sink, 1);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["app-2020-10-25.log", "app-2020-10-26.log"], Folder.FileNames);
        Assert.Equal(25, File.ReadLines(Folder.File("app-2020-10-25.log")).Count());
    }

    [Fact]
    public async Task AClockThatIsSetBackAndForthAcrossMidnightOpensOneFile()
    {
        Clock.Jump(new DateTimeOffset(2020, 9, 24, 0, 0, 1, TimeSpan.Zero));
        await using var sink = Sink(Daily);

        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(sink, 1);
            Clock.Jump(new DateTimeOffset(2020, 9, 23, 23, 59, 59, TimeSpan.Zero));
            await WriteAsync(sink, 1);
            Clock.Jump(new DateTimeOffset(2020, 9, 24, 0, 0, 1, TimeSpan.Zero));
        }

        Assert.Equal(["app-2020-09-24.log"], Folder.FileNames);
        Assert.Equal(1, Disk.Opens);
    }

    [Fact]
    public async Task AClockThatWasFarAheadIsFollowedBackToTheOldFileWhichIsAppendedTo()
    {
        await using var sink = Sink(Daily);
        await WriteAsync(sink, 1);
        Clock.Jump(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await WriteAsync(sink, 1);
        Clock.Jump(Some.Time);
        await WriteAsync(sink, 1);
        await WriteAsync(sink, 1);

        Assert.Equal("event 1\nevent 3\nevent 4\n", Folder.Read("app-2020-09-23.log"));
        Assert.Equal("event 2\n", Folder.Read("app-2099-01-01.log"));
        Assert.Equal(3, Disk.Opens);
    }

    // Rules of its own, so that the test needs no zone data on the machine.
    private static TimeZoneInfo Berlin()
    {
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)
        );
        return TimeZoneInfo.CreateCustomTimeZone("Berlin", TimeSpan.FromHours(1), "", "", "", [summer]);
    }
}
