using System.Collections.Generic;
using System.Linq;
using ActorLog.Journal;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Tests.Journal.DeadLetters;

public sealed class PositionSetTests
{
    [Fact]
    public void ItIsASetHoweverItWasFilled() =>
        Prop.ForAll(
                Gen.Choose(0, 60).Two().ListOf().ToArbitrary(),
                steps => AssertSame([.. steps.Select(step => (step.Item1, step.Item2 % 8))])
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void NeighboursAreOneRange()
    {
        var set = new PositionSet();
        foreach (var position in new[] { 5L, 7, 6, 1, 9 })
        {
            set.Add(position, 1);
        }

        Assert.Equal([(1, 1), (5, 3), (9, 1)], set.Ranges);
        Assert.Equal(5, set.Count);
    }

    private static void AssertSame((int Position, int Count)[] steps)
    {
        var (set, model) = (new PositionSet(), new HashSet<long>());
        foreach (var (position, count) in steps)
        {
            if (count == 7)
            {
                set.RemoveBefore(position);
                model.RemoveWhere(kept => kept < position);
            }
            else
            {
                set.Add(position, count);
                model.UnionWith(Enumerable.Range(position, count).Select(added => (long)added));
            }
        }

        Assert.Equal(model.Order(), Enumerable.Range(0, 80).Select(i => (long)i).Where(set.Contains));
        Assert.Equal(model.Count, set.Count);
        var ranges = set.Ranges.ToArray();
        Assert.All(
            ranges.Zip(ranges.Skip(1)),
            pair => Assert.True(pair.First.First + pair.First.Count < pair.Second.First)
        );
    }
}
