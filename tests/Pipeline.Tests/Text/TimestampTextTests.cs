using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using ActorLog.Kit;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class TimestampTextTests
{
    private static readonly TimeZoneInfo Summer = TimeZoneInfo.CreateCustomTimeZone(
        "summer",
        TimeSpan.FromHours(-3.5),
        "summer",
        "winter",
        "summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 25)
            ),
        ]
    );

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff")]
    [InlineData("yyyy-MM-dd HH:mm:ss,ffffff zzz")]
    [InlineData("fff")]
    [InlineData("s.fz")]
    [InlineData("HH:mm:ss.FFF")]
    [InlineData("'of' HH:mm:ss.fff")]
    [InlineData("ss.fff fff")]
    [InlineData("%f")]
    [InlineData("%s")]
    [InlineData("o")]
    [InlineData("O")]
    [InlineData("u")]
    [InlineData("R")]
    [InlineData("f")]
    [InlineData("F")]
    [InlineData("D")]
    [InlineData("yyyy年MM月dd日 HH:mm")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff yyyy-MM-dd HH:mm:ss yyyy-MM-dd HH:mm:ss yyyy-MM-dd HH:mm:ss.FFF")]
    public void TimesReadAsDotNetWritesThem(string format)
    {
        var local = new TimestampText(format, new ManualClock(Some.Time) { Zone = Summer });
        var utc = new TimestampText(format, null);
        var times =
            from second in Gen.Choose(0, 400 * 24 * 3600)
            from ticks in Gen.Choose(0, 9_999_999)
            from near in Gen.Choose(0, 3)
            select Some.Time.AddSeconds(near == 0 ? second : near).AddTicks(ticks);

        Prop.ForAll(
                times.ToArbitrary(),
                time =>
                    Written(utc, time) == time.ToString(format, CultureInfo.InvariantCulture)
                    && Written(local, time)
                        == TimeZoneInfo.ConvertTime(time, Summer).ToString(format, CultureInfo.InvariantCulture)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void ANewZoneIsSeenWithTheNextSecond()
    {
        var clock = new ManualClock(Some.Time);
        var text = new TimestampText("HH:mm:ss", clock);
        Assert.Equal("10:45:56", Written(text, Some.Time));

        clock.Zone = TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "UTC+8", "UTC+8");

        Assert.Equal("18:45:57", Written(text, Some.Time.AddSeconds(1)));
    }

    private static string Written(TimestampText text, DateTimeOffset time)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new Utf8Writer(output, 1);
        text.Write(ref writer, time.UtcTicks);
        writer.Commit();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
