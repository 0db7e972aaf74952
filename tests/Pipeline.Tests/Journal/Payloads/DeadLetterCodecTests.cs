using System;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Journal.Payload;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Tests.Text;
using ActorLog.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal.Payloads;

public sealed class DeadLetterCodecTests
{
    private static readonly Gen<DeadLetter> Letters =
        from texts in HostileEvents.Texts.ArrayOf(3)
        from numbers in ArbMap.Default.GeneratorFor<int>().Three()
        from kind in Gen.Elements(Enum.GetValues<FailureKind>())
        from logEvent in SomeEvents.Any
        from parts in Gen.Choose(0, 7)
        select new DeadLetter
        {
            Sink = texts[0],
            Failure = new SinkFailure(kind, texts[1])
            {
                Status = (parts & 1) != 0 ? numbers.Item1 : null,
                Response = (parts & 2) != 0 ? texts[2][..Math.Min(4096, texts[2].Length)] : null,
            },
            Attempts = numbers.Item2,
            Time = Some.Time.AddSeconds(numbers.Item3),
            IsReplaced = (parts & 4) != 0,
            Event = logEvent,
        };

    private readonly EventDecoder _decoder = new(new LogCategories());

    [Fact]
    public void ALetterComesBackToTheLetter() =>
        Prop.ForAll(Letters.ToArbitrary(), AssertComesBack).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void OfALongAnswerTheBeginningIsKept()
    {
        var letter = Some.Letter(1) with
        {
            Failure = new SinkFailure(FailureKind.Rejected, "HTTP 400") { Response = new string('x', 1_000_000) },
        };

        Assert.Equal(4096, Decode(Encode(letter)).Failure.Response!.Length);
    }

    [Fact]
    public void EveryTruncationIsToldAndNoBytesBreakTheReader()
    {
        var bytes = Encode(Some.Letter(1) with { Event = FullEvent.Create() });
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(DeadLetterCodec.TryDecode(bytes.AsSpan(0, length), _decoder, out _, out var fault));
            Assert.NotEqual(PayloadFault.None, fault);
        }

        var random = new System.Random(20200923);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = (byte[])bytes.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (DeadLetterCodec.TryDecode(changed, _decoder, out var letter, out _))
            {
                AssertComesBack(letter);
            }
        }
    }

    [Fact]
    public void AnEventIsNoLetterAndALetterNoEvent()
    {
        var buffer = new ByteBuffer();
        EventEncoder.Encode(Some.Event(), buffer);

        Assert.False(DeadLetterCodec.TryDecode(buffer.Written, _decoder, out _, out var fault));
        Assert.Equal(PayloadFault.UnknownVersion, fault);
        Assert.False(_decoder.TryDecode(Encode(Some.Letter(1)), out _, out fault));
        Assert.Equal(PayloadFault.UnknownVersion, fault);
    }

    private void AssertComesBack(DeadLetter letter)
    {
        var back = Decode(Encode(letter));
        SameEvent.Assert(letter.Event, back.Event);
        Assert.Equal(letter with { Event = back.Event }, back);
    }

    private static byte[] Encode(DeadLetter letter)
    {
        var buffer = new ByteBuffer(16);
        DeadLetterCodec.Encode(letter, buffer);
        return buffer.Written.ToArray();
    }

    private DeadLetter Decode(byte[] bytes)
    {
        if (!DeadLetterCodec.TryDecode(bytes, _decoder, out var letter, out var fault))
        {
            Assert.Fail(fault.ToString());
        }

        return letter;
    }
}
