using System.Collections.Generic;
using System.Linq;
using ActorLog.Host.Audit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ActorLog.Host.Tests.Audit;

/// <summary>For any interleaving, repeats, losses and notices the audit finds what a naive one finds that keeps everything.</summary>
[Trait("Law", "3")]
[Trait("Law", "4")]
public sealed class SessionAuditProperties
{
    private static readonly Place Anywhere = new("a.log", 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ItFindsWhatANaiveAuditFinds(bool isPartial)
    {
        var lines = Gen.Choose(0, 39).Four().ListOf().ToArbitrary();
        Prop.ForAll(lines, steps => Compare([.. steps.Select(AnyLine)], isPartial, SessionAudit.MaxGaps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));
    }

    [Fact]
    public void WhatComesInOrderIsCountedRightHoweverFewGapsAreRemembered()
    {
        var lines = Gen.Choose(0, 39).Four().ListOf().ToArbitrary();
        Prop.ForAll(lines, steps => Compare(InOrder([.. steps.Select(AnyLine)]), isPartial: false, maxGaps: 2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));
    }

    [Fact]
    public void ALateNumberIsOutOfOrderHoweverFewGapsAreRemembered()
    {
        var numbers = Gen.Choose(1, 60).ListOf().ToArbitrary();
        Prop.ForAll(
                numbers,
                drawn =>
                {
                    var (naive, audit) = (new NaiveAudit(), new SessionAudit("s", isPartial: false, maxGaps: 2));
                    foreach (var number in drawn.Distinct())
                    {
                        naive.Add(number);
                        audit.Add(number, Anywhere);
                    }

                    var report = audit.Finish();
                    Assert.Equal((naive.Disorder, 0L), (report.Disorder.Count, report.Repeats.Count));
                    Assert.Equal(naive.Events, report.Events);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60));
    }

    // A line in four is a notice, of a sink's queue or of the pipeline's own.
    private static (long Number, GapNotice? Notice) AnyLine((int A, int B, int C, int D) drawn) =>
        drawn.A % 4 == 0
            ? (drawn.A % 8 == 0 ? 0 : drawn.B + 1, new GapNotice((drawn.D % 5) + 1, drawn.C, drawn.C + (drawn.D / 3)))
            : (drawn.B + 1, null);

    private static List<(long Number, GapNotice? Notice)> InOrder(
        IReadOnlyList<(long Number, GapNotice? Notice)> lines
    ) =>
        [
            .. lines.Where(line => line.Notice is not null).Select(line => (0L, line.Notice)),
            .. lines.Where(line => line.Notice is null).OrderBy(line => line.Number).DistinctBy(line => line.Number),
        ];

    private static void Compare(IReadOnlyList<(long Number, GapNotice? Notice)> lines, bool isPartial, int maxGaps)
    {
        var (naive, audit) = (new NaiveAudit(), new SessionAudit("s", isPartial, maxGaps));
        foreach (var (number, notice) in lines)
        {
            if (notice is { } told)
            {
                naive.Add(told, number);
                audit.Add(told, number, Anywhere);
            }
            else
            {
                naive.Add(number);
                audit.Add(number, Anywhere);
            }
        }

        var report = audit.Finish();
        var missing = naive.Missing(isPartial);
        var explained = naive.Told(missing);
        Assert.Equal(
            (naive.Events, naive.Repeats, naive.Disorder, naive.Dropped),
            (report.Events, report.Repeats.Count, report.Disorder.Count, report.Dropped)
        );
        Assert.Equal(missing, report.Missing.Ranges.SelectMany(range => Each(range.Numbers)));
        Assert.Equal((explained, missing.Length - explained), ((int)report.Missing.Told, (int)report.Missing.Untold));
    }

    private static IEnumerable<long> Each(SequenceRange range)
    {
        for (var number = range.First; number <= range.Last; number++)
        {
            yield return number;
        }
    }
}
