using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ActorLog.Capture;
using ActorLog.Events;
using Xunit;

namespace ActorLog.Tests.Capture;

public sealed class ValueCaptureTests
{
    [Fact]
    public void ScalarsAreTakenByValue()
    {
        (object Value, LogValueKind Kind)[] cases =
        [
            (1, LogValueKind.Int32),
            ((byte)1, LogValueKind.Int32),
            ((sbyte)-1, LogValueKind.Int32),
            ((short)-1, LogValueKind.Int32),
            ((ushort)1, LogValueKind.Int32),
            (1u, LogValueKind.Int64),
            (1L, LogValueKind.Int64),
            ((nint)1, LogValueKind.Int64),
            (1UL, LogValueKind.UInt64),
            ((nuint)1, LogValueKind.UInt64),
            (1f, LogValueKind.Single),
            (1d, LogValueKind.Double),
            (1m, LogValueKind.Decimal),
            (true, LogValueKind.Boolean),
            ('c', LogValueKind.Char),
            (DateTime.UnixEpoch, LogValueKind.DateTime),
            (DateTimeOffset.UnixEpoch, LogValueKind.DateTimeOffset),
            (TimeSpan.FromSeconds(1), LogValueKind.TimeSpan),
            (DateOnly.MinValue, LogValueKind.DateOnly),
            (TimeOnly.MinValue, LogValueKind.TimeOnly),
            (Guid.Empty, LogValueKind.Guid),
        ];

        Assert.All(cases, c => Assert.Equal(c.Kind, ValueCapture.Capture(c.Value, null).Kind));
    }

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void ADateComesBackWithItsKind(DateTimeKind kind)
    {
        var time = new DateTime(2020, 9, 23, 10, 45, 56, kind);

        var back = ValueCapture.Capture(time, null).AsDateTime;

        Assert.Equal(time, back);
        Assert.Equal(kind, back.Kind);
    }

    [Fact]
    public void OtherNumbersAndEnumsAreRenderedAtTheCall()
    {
        Assert.Equal("1.5", ValueCapture.Capture((Half)1.5, null).Text);
        Assert.Equal("1E2", ValueCapture.Capture(new BigInteger(0x1e2), "X").Text?.TrimStart('0'));
        Assert.Equal("ffff", ValueCapture.Capture((short)-1, "x").Text);
        Assert.Equal("Friday", ValueCapture.Capture(DayOfWeek.Friday, null).Text);
        Assert.Equal("5", ValueCapture.Capture(DayOfWeek.Friday, "D").Text);
        Assert.Equal("Friday", ValueCapture.Capture(DayOfWeek.Friday, "wrong").Text);
    }

    [Fact]
    public void StringsAreKeptAsTheyAre()
    {
        var text = new string('a', LongText.MaxCharacters);

        Assert.Same(text, ValueCapture.Capture(text, null).Text);
    }

    [Fact]
    public void WhatChangesAfterTheCallIsDeliveredAsItWas()
    {
        var list = new List<int> { 1, 2 };

        var captured = ValueCapture.Capture(list, null);
        list.Add(3);

        Assert.Equal("1, 2", captured.Text);
    }

    [Fact]
    public void ScalarsAndEnumsAreTakenWithoutAllocation()
    {
        object[] values = [1, "text", 1.5, true, Guid.NewGuid(), DateTime.UnixEpoch, DayOfWeek.Friday, (short)-1];
        Take();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Take();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Take()
        {
            foreach (var value in values)
            {
                _ = ValueCapture.Capture(value, null);
            }
        }
    }

    [Fact]
    public void AHostileToStringBecomesAPlaceholder()
    {
        var type = typeof(Hostile).ToString();

        Assert.Equal(
            $"[{type}: ToString threw InvalidOperationException]",
            ValueCapture.Capture(new Hostile(), "x").Text
        );
        Assert.Equal(
            $"1, [{type}: ToString threw InvalidOperationException], 2",
            ValueCapture.Capture(new object[] { 1, new Hostile(), 2 }, null).Text
        );
    }

    [Fact]
    public void AHostileEnumeratorShowsWhatItGaveAndThenAPlaceholder()
    {
        var text = ValueCapture.Capture(new HostileList(), null).Text;

        Assert.Equal($"1, [{typeof(HostileList)}: enumerating threw InvalidOperationException]", text);
    }

    [Fact]
    public void ANullToStringIsTheEmptyText() => Assert.Equal("", ValueCapture.Capture(new Silent(), null).Text);

    [Fact]
    public void AnEndlessListIsCut()
    {
        var text = ValueCapture.Capture(Endless(), null).Text!;

        Assert.StartsWith("1, 1, 1", text, StringComparison.Ordinal);
        Assert.EndsWith(", 1, … (cut after 1,000 items)", text, StringComparison.Ordinal);
        Assert.Equal(1000, text.Count(c => c == '1') - 1);

        static IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return 1;
            }
        }
    }

    [Fact]
    public void AHugeListIsCut()
    {
        var text = ValueCapture.Capture(Enumerable.Repeat(new string('x', 30_000), 5), null).Text!;

        Assert.EndsWith("x… (cut at 32,768 characters)", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 32_768, 32_900);
    }

    [Fact]
    public void AHugeTextIsCutAndSaysHowMuch()
    {
        var text = new string('a', LongText.MaxCharacters - 1) + "😀" + new string('b', 10);

        var kept = ValueCapture.Capture(text, null).Text!;

        Assert.EndsWith("a… (12 of 1,048,587 characters cut)", kept, StringComparison.Ordinal);
    }

    private sealed class Hostile : IFormattable
    {
        public override string ToString() => throw new InvalidOperationException();

        public string ToString(string? format, IFormatProvider? formatProvider) => ToString();
    }

    private sealed class HostileList : IEnumerable
    {
        public IEnumerator GetEnumerator()
        {
            yield return 1;
            throw new InvalidOperationException();
        }
    }

    private sealed class Silent
    {
        public override string? ToString() => null;
    }
}
