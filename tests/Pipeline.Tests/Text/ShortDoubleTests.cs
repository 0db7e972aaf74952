using System;
using System.Globalization;
using System.Text;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Text;

public sealed class ShortDoubleTests
{
    [Fact]
    public void WhatIsWrittenIsWhatDotNetWrites()
    {
        var numbers = Gen.OneOf(
            ArbMap.Default.GeneratorFor<double>(),
            from digits in ArbMap.Default.GeneratorFor<int>()
            from scale in Gen.Choose(0, 8)
            select digits / Math.Pow(10, scale),
            from digits in Gen.Choose(int.MinValue, int.MaxValue)
            from scale in Gen.Choose(0, 9)
            select digits / Math.Pow(10, scale),
            from digits in Gen.Choose(int.MinValue, int.MaxValue)
            from steps in Gen.Choose(-2, 2)
            select Near(digits / 10_000d, steps)
        );

        Prop.ForAll(numbers.ToArbitrary(), IsSame).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Theory]
    [InlineData(0d)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(1e9)]
    [InlineData(0.00001)]
    public void WhatIsNotShortIsLeftToDotNet(double number) =>
        Assert.False(ShortDouble.TryFormat(number, new byte[64], out _));

    [Fact]
    public void NegativeZeroIsLeftToDotNet() => Assert.Null(Written(-0d));

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(-0.0001, "-0.0001")]
    [InlineData(999999999.9999, "999999999.9999")]
    [InlineData(100, "100")]
    [InlineData(12.0304, "12.0304")]
    public void ShortNumbersAreWritten(double number, string expected) => Assert.Equal(expected, Written(number));

    private static bool IsSame(double number) =>
        Written(number) is not { } text || text == number.ToString(CultureInfo.InvariantCulture);

    private static string? Written(double number)
    {
        var room = new byte[64];
        return ShortDouble.TryFormat(number, room, out var written) ? Encoding.UTF8.GetString(room[..written]) : null;
    }

    private static double Near(double number, int steps)
    {
        for (var i = 0; i < Math.Abs(steps); i++)
        {
            number = steps > 0 ? Math.BitIncrement(number) : Math.BitDecrement(number);
        }

        return number;
    }
}
