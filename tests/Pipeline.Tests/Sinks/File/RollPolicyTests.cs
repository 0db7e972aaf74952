using System;
using System.Globalization;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RollPolicyTests
{
    [Theory]
    [InlineData(RollInterval.Day, "2020-09-23 23:59:59", "2020-09-23")]
    [InlineData(RollInterval.Day, "2020-09-24 00:00:00", "2020-09-24")]
    [InlineData(RollInterval.Hour, "2020-09-23 10:59:59", "2020-09-23 10:00")]
    [InlineData(RollInterval.Hour, "2020-09-23 11:00:00", "2020-09-23 11:00")]
    [InlineData(RollInterval.None, "2020-09-23 11:00:00", "0001-01-01")]
    public void ATimeBelongsToAPeriod(RollInterval interval, string now, string expected) =>
        Assert.Equal(At(expected), new RollPolicy(interval, 0).PeriodOf(At(now)));

    [Theory]
    [InlineData(RollInterval.Day, "2020-09-23", "2020-09-23 12:00", "2020-09-23")]
    [InlineData(RollInterval.Day, "2020-09-23", "2020-09-24 00:00", "2020-09-24")]
    [InlineData(RollInterval.Day, "2020-09-23", "2020-12-01 00:00", "2020-12-01")]
    // Set back across the boundary: the file stays.
    [InlineData(RollInterval.Day, "2020-09-23", "2020-09-22 23:59", "2020-09-23")]
    [InlineData(RollInterval.Hour, "2020-09-23 10:00", "2020-09-23 09:00", "2020-09-23 10:00")]
    // Set back further: the clock was wrong before.
    [InlineData(RollInterval.Day, "2099-01-01", "2020-09-23 12:00", "2020-09-23")]
    [InlineData(RollInterval.Hour, "2020-09-23 10:00", "2020-09-23 08:59", "2020-09-23 08:00")]
    public void TheFileFollowsTheTime(RollInterval interval, string current, string now, string expected) =>
        Assert.Equal(At(expected), new RollPolicy(interval, 0).Next(At(current), At(now)));

    [Theory]
    [InlineData(100, 0, 50, false)]
    [InlineData(100, 50, 100, false)]
    [InlineData(100, 50, 101, true)]
    // An event that is too large for any file stands alone.
    [InlineData(100, 0, 500, false)]
    [InlineData(100, 500, 510, true)]
    [InlineData(0, 500, long.MaxValue, false)]
    public void AFileIsFullWhenTheEventDoesNotFit(long limit, long before, long after, bool expected) =>
        Assert.Equal(expected, new RollPolicy(RollInterval.None, limit).IsFull(before, after));

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
