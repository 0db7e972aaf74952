using System;
using System.Globalization;
using ActorLog.Host.Inputs.Decoding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Decoding;

public class EventTimeTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone(
        "china",
        TimeSpan.FromHours(8),
        "china",
        "china"
    );

    [Theory]
    [InlineData("2020-09-23T10:45:56Z", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23T10:45:56.123Z", "2020-09-23T10:45:56.1230000")]
    [InlineData("2020-09-23T10:45:56.123456789Z", "2020-09-23T10:45:56.1234567")]
    [InlineData("2020-09-23T18:45:56.5+08:00", "2020-09-23T10:45:56.5000000")]
    [InlineData("2020-09-23T18:45:56+0800", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23T18:45:56+08", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23T02:45:56-08:00", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23 18:45:56 +0800", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23 18:45:56,123", "2020-09-23T10:45:56.1230000")]
    [InlineData("2020-09-23 18:45:56", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23t10:45z", "2020-09-23T10:45:00.0000000")]
    [InlineData("2020-09-23 10:45:56 UTC", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020-09-23T10:45:56.123 GMT", "2020-09-23T10:45:56.1230000")]
    [InlineData("2020-09-23 18:45:56.123456789 +0800 CST", "2020-09-23T10:45:56.1234567")]
    [InlineData("2020-09-23 10:45:56 +0000 UTC", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020/09/23 18:45:56", "2020-09-23T10:45:56.0000000")]
    [InlineData("2020/09/23 18:45:56.123", "2020-09-23T10:45:56.1230000")]
    [InlineData("Wed, 23 Sep 2020 10:45:56 GMT", "2020-09-23T10:45:56.0000000")]
    [InlineData("1600857956", "2020-09-23T10:45:56.0000000")]
    [InlineData("1600857956.5", "2020-09-23T10:45:56.5000000")]
    [InlineData("1.6008579565E9", "2020-09-23T10:45:56.5000000")]
    [InlineData("1600857956123", "2020-09-23T10:45:56.1230000")]
    [InlineData("1600857956123456", "2020-09-23T10:45:56.1234560")]
    [InlineData("1600857956123456789", "2020-09-23T10:45:56.1234568")]
    public void TimesAreReadAsOthersWriteThem(string text, string utc)
    {
        var time = EventTime.Parse(text, Shanghai);

        Assert.Equal(utc, time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("noon")]
    [InlineData("10:45")]
    [InlineData("2020-09-23")]
    [InlineData("2020-13-23T10:45:56Z")]
    [InlineData("2020-09-23T10:45:56+99:00")]
    [InlineData("2020-09-23T10:45:56+")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("0001-01-01 00:00:00")]
    [InlineData("9999999999999999999999")]
    [InlineData("1e28")]
    [InlineData("0")]
    [InlineData("0.25")]
    [InlineData("-1600857956")]
    [InlineData("20200923")]
    [InlineData("20200923104556")]
    [InlineData("20200923104556123")]
    [InlineData("2020-09-23Z10:45:56")]
    [InlineData("2020-09-23 +01:00")]
    [InlineData("2020-09-23 Z")]
    [InlineData("2020-09-23 UTC")]
    [InlineData("2020-09-23 10:45:56 CST")]
    [InlineData("2020-09-23 10:45:56 PM")]
    [InlineData("2020-09-23 10:45:56Z UTC")]
    [InlineData("2020-09-23 UTC UTC")]
    [InlineData("2020/09-23 10:45:56")]
    [InlineData("Wed, 23 Sep 2020 10:45:56 UTC")]
    public void WhatIsNoTimeGivesNone(string text)
    {
        Assert.Null(EventTime.Parse(text, Shanghai));
    }

    [Fact]
    public void TheUsualFormIsReadAsTheFrameworkReadsIt()
    {
        var number = Gen.Choose(0, 70).Select(n => n.ToString("00", CultureInfo.InvariantCulture));
        var times =
            from year in Gen.Choose(0, 2500)
            from parts in number.ArrayOf(5)
            from t in Gen.Elements("T", "t", " ")
            from fraction in Gen.Elements("", ".", ",1", ".123", ",123456789")
            from zone in Gen.Elements(
                "",
                "Z",
                "z",
                "+08:00",
                "-00:30",
                "+14:00",
                "-14:01",
                "+13:60",
                "+08",
                "+0800",
                "x"
            )
            select $"{year:0000}-{parts[0]}-{parts[1]}{t}{parts[2]}:{parts[3]}:{parts[4]}{fraction}{zone}";

        // What begins with a blank is not of the usual form, and goes another way to the same time.
        Prop.ForAll(
                times.ToArbitrary(),
                text => Assert.Equal(EventTime.Parse(" " + text, Shanghai), EventTime.Parse(text, Shanghai))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }
}
