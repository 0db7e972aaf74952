using System;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2020, 9, 23, 10, 45, 56, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData(" 120 ", 120)]
    [InlineData("1.5", 1.5)]
    [InlineData("-5", 0)]
    [InlineData("3600", 3600)]
    [InlineData("3601", 3600)]
    [InlineData("99999999999999999999999999999", 3600)]
    [InlineData("-99999999999999999999999999999", 0)]
    [InlineData("Wed, 23 Sep 2020 10:46:06 GMT", 10)]
    [InlineData("Wednesday, 23-Sep-20 10:46:06 GMT", 10)]
    [InlineData("Wed Sep 23 10:46:06 2020", 10)]
    [InlineData("Wed, 07 Oct 2020 10:45:56 GMT", 3600)]
    [InlineData("Wed, 23 Sep 2020 10:45:55 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 3600)]
    public void SecondsAndDatesAreRead(string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData("Wed Oct  7 10:45:56 2020")]
    public void AsctimePadsTheDayWithASpace(string value) =>
        Assert.Equal(TimeSpan.FromHours(1), RetryAfter.Parse(value, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e3")]
    [InlineData("7s")]
    [InlineData("Wed, 23 Sep 2020 10:46:06")]
    [InlineData("Mon, 23 Sep 2020 10:46:06 GMT")]
    [InlineData("Wed, 32 Sep 2020 10:46:06 GMT")]
    public void AnythingElseIsAsIfItWereNotThere(string? value) => Assert.Null(RetryAfter.Parse(value, Now));
}
