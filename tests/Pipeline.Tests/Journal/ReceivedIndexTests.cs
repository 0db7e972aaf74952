using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal;

public sealed class ReceivedIndexTests
{
    private static readonly Guid Journal = Guid.Parse("7f8b7c32-4a39-4d50-9f0e-3a5a4f3a2b10");

    [Fact]
    public void ItKnowsExactlyWhatWasAdded() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Additions(),
                additions =>
                {
                    var index = new ReceivedIndex(long.MaxValue);
                    var model = new HashSet<EventOrigin>();
                    return additions.All(origin =>
                            index.Contains(origin) == model.Contains(origin) && index.Add(origin) == model.Add(origin)
                        ) && additions.SelectMany(Neighbours).All(o => index.Contains(o) == model.Contains(o));
                }
            )
        );

    [Fact]
    public void AfterARestartItKnowsTheSame() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Additions(),
                additions =>
                {
                    var index = Filled(long.MaxValue, additions);
                    var bytes = ReceivedCheckpoint.Write(index, Journal, 3, 42);

                    var again = new ReceivedIndex(long.MaxValue);
                    var position = ReceivedCheckpoint.Read(bytes.Span, Journal, again);
                    return position == (3, 42)
                        && again.Bytes == index.Bytes
                        && again.Sessions.Select(s => s.Id).SequenceEqual(index.Sessions.Select(s => s.Id))
                        && additions.SelectMany(Neighbours).All(o => index.Contains(o) == again.Contains(o));
                }
            )
        );

    [Fact]
    public void ItsMemoryIsBoundedAndItNeverKnowsWhatWasNotAdded() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Additions(),
                additions =>
                {
                    const long Limit = 4_000;
                    var index = new ReceivedIndex(Limit);
                    var model = new HashSet<EventOrigin>();
                    foreach (var origin in additions)
                    {
                        index.Add(origin);
                        model.Add(origin);
                        if (index.Bytes > Limit || !index.Contains(origin))
                        {
                            return false;
                        }
                    }

                    return additions.SelectMany(Neighbours).All(o => !index.Contains(o) || model.Contains(o));
                }
            )
        );

    [Fact]
    public void ALowNumberIsNoRepeatBecauseItIsLow()
    {
        var index = Filled(long.MaxValue, Numbers("s", 10, 1_000_000));

        Assert.False(index.Contains(new EventOrigin("s", 9)));
        Assert.True(index.Add(new EventOrigin("s", 9)));
        Assert.False(index.Add(new EventOrigin("s", 9)));
    }

    [Fact]
    public void ALongSessionWithoutGapsStaysSmall()
    {
        var index = new ReceivedIndex(long.MaxValue);
        for (var number = 1; number <= 5_000_000; number++)
        {
            index.Add(new EventOrigin("s", number));
        }

        Assert.InRange(index.Bytes, 1, 200_000);
        Assert.True(index.Contains(new EventOrigin("s", 1)) && index.Contains(new EventOrigin("s", 5_000_000)));
        Assert.False(index.Contains(new EventOrigin("s", 5_000_001)));
    }

    [Fact]
    public void TheSessionThatWasNotUsedForLongestIsForgottenFirst()
    {
        var one = new ReceivedIndex(long.MaxValue);
        one.Add(new EventOrigin("a", 1));
        var index = new ReceivedIndex(one.Bytes * 2);

        index.Add(new EventOrigin("a", 1));
        index.Add(new EventOrigin("b", 1));
        Assert.True(index.Contains(new EventOrigin("a", 1)));
        index.Add(new EventOrigin("c", 1));

        Assert.Equal(["a", "c"], index.Sessions.Select(session => session.Id));
        Assert.Equal(1, index.Forgotten);
        Assert.False(index.Contains(new EventOrigin("b", 1)));
    }

    [Fact]
    public void OfASessionThatIsAloneTheFirstPartIsForgotten()
    {
        var index = Filled(2_000, Enumerable.Range(0, 100).Select(n => new EventOrigin("s", n * 10_000L)));

        Assert.False(index.Contains(new EventOrigin("s", 0)));
        Assert.True(index.Contains(new EventOrigin("s", 990_000)));
        Assert.InRange(index.Bytes, 1, 2_000);
    }

    [Fact]
    public void ADamagedCheckpointOrAnotherJournalsIsNone()
    {
        var bytes = ReceivedCheckpoint.Write(Filled(long.MaxValue, Numbers("s", 1, 5_000)), Journal, 2, 7).ToArray();
        var index = new ReceivedIndex(long.MaxValue);

        Assert.Null(ReceivedCheckpoint.Read(bytes, Guid.Empty, index));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(ReceivedCheckpoint.Read(bytes.AsSpan(0, length), Journal, index));
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            Assert.Null(ReceivedCheckpoint.Read(bytes, Journal, index));
            bytes[i] ^= 0x10;
        }

        Assert.Empty(index.Sessions);
        Assert.Equal((2, 7), ReceivedCheckpoint.Read(bytes, Journal, index));
    }

    private static ReceivedIndex Filled(long maxBytes, IEnumerable<EventOrigin> additions)
    {
        var index = new ReceivedIndex(maxBytes);
        foreach (var origin in additions)
        {
            index.Add(origin);
        }

        return index;
    }

    private static IEnumerable<EventOrigin> Numbers(string session, long first, int count) =>
        Enumerable.Range(0, count).Select(n => new EventOrigin(session, first + n));

    private static IEnumerable<EventOrigin> Neighbours(EventOrigin origin) =>
        [origin with { Sequence = origin.Sequence - 1 }, origin, origin with { Sequence = origin.Sequence + 1 }];

    // Runs of numbers in a few sessions, around the borders of bitmaps and words, and the ends of what a number can be.
    private static Arbitrary<EventOrigin[]> Additions()
    {
        var starts = new[] { 1L, 60, 2_040, 4_090, 1_000_000, -3, long.MaxValue - 2_100, long.MinValue + 1 };
        var run =
            from session in Gen.Choose(1, 5)
            from start in Gen.Elements(starts)
            from offset in Gen.Choose(0, 20)
            from length in Gen.Frequency((5, Gen.Choose(1, 10)), (1, Gen.Constant(2_060)))
            select Numbers($"s{session}", start + offset, length);
        return Gen.ListOf(run).Select(runs => runs.SelectMany(r => r).ToArray()).ToArbitrary();
    }
}
