using System;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Tests.Text;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal.Payloads;

/// <summary>An event comes back from its bytes as it was, and no bytes break the reader.</summary>
[Trait("Law", "7")]
public sealed class EventCodecTests
{
    private readonly EventDecoder _decoder = new(new LogCategories());

    [Fact]
    public void AnEventComesBackToTheLetter() =>
        Prop.ForAll(SomeEvents.Any.ToArbitrary(), logEvent => SameEvent.Assert(logEvent, Decode(Encode(logEvent))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void EveryKindOfValueComesBackToTheLetter()
    {
        foreach (var kind in Enum.GetValues<LogValueKind>())
        {
            var ofKind = SomeEvents.Values.Where(value => value.Kind == kind).ToArbitrary();
            Prop.ForAll(ofKind, value => SameEvent.Assert(With(value), Decode(Encode(With(value)))))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        }
    }

    [Fact]
    public void AnEventWithEverythingAndOneWithNothingComeBack()
    {
        var full = FullEvent.Create();
        full.Origin = new EventOrigin("20260923104556-ab12cd34ef56", 77);
        full.Measure();
        SameEvent.Assert(full, Decode(Encode(full)));
        var bare = new LogEvent();
        bare.Measure();
        SameEvent.Assert(bare, Decode(Encode(bare)));
    }

    [Fact]
    public void APooledEventKeepsNothingOfTheOneBefore()
    {
        var full = FullEvent.Create();
        full.Origin = new EventOrigin("sender", 77);
        EventPool.Return(Decode(Encode(full)));
        SameEvent.Assert(Some.Event(), Decode(Encode(Some.Event())));
    }

    [Fact]
    public void ATypicalEventTakesLittleMoreRoomThanItsTexts() => Assert.InRange(Encode(Typical()).Length, 100, 130);

    [Fact]
    public void ALaterVersionIsToldFromDamage()
    {
        var bytes = Encode(Typical());
        bytes[0] = 2;
        Assert.Equal(PayloadFault.UnknownVersion, FaultOf(bytes));
        Assert.Equal(PayloadFault.UnknownVersion, FaultOf([0]));
        Assert.Equal(PayloadFault.Truncated, FaultOf([]));
    }

    [Fact]
    public void EveryTruncationAndAnythingBehindIsTold()
    {
        var bytes = Encode(FullEvent.Create());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.NotEqual(PayloadFault.None, FaultOf(bytes.AsSpan(0, length)));
        }

        Assert.Equal(PayloadFault.TooLong, FaultOf([.. bytes, 0]));
    }

    [Fact]
    public void NoBytesBreakTheReader()
    {
        var random = new System.Random(20200923);
        var seeds = new[] { Encode(FullEvent.Create()), Encode(Typical()), Encode(WithEveryKind()) };
        for (var round = 0; round < 60_000; round++)
        {
            var bytes = seeds[round % seeds.Length].ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(1, bytes.Length)] = (byte)random.Next(256);
            }

            AssertHarmless(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
        }
    }

    [Fact]
    public void NoNoiseBreaksTheReader() =>
        Prop.ForAll<byte[]>(bytes => AssertHarmless([PayloadVersion.Event, .. bytes]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(300));

    [Fact]
    public void AHostileCountTakesNoMemory()
    {
        var bytes = Encode(Some.Event("x", []));
        byte[] hostile =
        [
            .. bytes.Select((value, i) => i == 1 ? (byte)EventParts.Properties : value),
            255,
            255,
            255,
            15,
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(PayloadFault.Truncated, FaultOf(hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    [Fact]
    public void ReadingAllocatesNothingButTextsThatAreValues()
    {
        var bytes = Encode(Typical());
        var least = long.MaxValue;
        for (var round = 0; round < 50 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                EventPool.Return(Decode(bytes));
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // "checkout", 38 bytes rounded up to 40, and nothing else.
        Assert.Equal(200 * 40, least);
    }

    [Fact]
    public void NamesWithoutEndDoNotDriveTheReaderIntoMemory()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var logEvent = Some.Event($"template {i} {{Name{i}}}", i);
            logEvent.SessionId = $"session {i}";
            SameEvent.Assert(logEvent, Decode(Encode(logEvent)));
        }
    }

    /// <summary>What is read is an event whose every part can be looked at.</summary>
    private void AssertHarmless(ReadOnlySpan<byte> bytes)
    {
        if (_decoder.TryDecode(bytes, out var logEvent, out var fault))
        {
            var again = Encode(logEvent);
            SameEvent.Assert(logEvent, Decode(again));
            foreach (var property in logEvent.Properties)
            {
                _ = property.Value.ToString();
            }

            EventPool.Return(logEvent);
        }
        else
        {
            Assert.NotEqual(PayloadFault.None, fault);
        }
    }

    private static LogEvent Typical()
    {
        var logEvent = Some.Event("user {UserId} did {Action} in {Elapsed} ms", 42, "checkout", 12.5);
        logEvent.SessionId = "ab12cd34ef56";
        logEvent.Sequence = 123_456;
        return logEvent;
    }

    private static LogEvent With(LogValue value)
    {
        var logEvent = Some.Event();
        logEvent.Add("Value", value);
        logEvent.Measure();
        return logEvent;
    }

    private static LogEvent WithEveryKind()
    {
        var logEvent = Some.Event("{A} {B}", true, 'x');
        foreach (var value in SomeEvents.Values.Sample(60))
        {
            logEvent.Add("Name", value);
        }

        logEvent.Measure();
        return logEvent;
    }

    private static byte[] Encode(LogEvent logEvent)
    {
        var buffer = new ByteBuffer(16);
        EventEncoder.Encode(logEvent, buffer);
        return buffer.Written.ToArray();
    }

    private LogEvent Decode(ReadOnlySpan<byte> bytes)
    {
        if (!_decoder.TryDecode(bytes, out var logEvent, out var fault))
        {
            Assert.Fail(fault.ToString());
        }

        return logEvent;
    }

    private PayloadFault FaultOf(ReadOnlySpan<byte> bytes)
    {
        Assert.False(_decoder.TryDecode(bytes, out var logEvent, out var fault));
        Assert.Null(logEvent);
        return fault;
    }
}
