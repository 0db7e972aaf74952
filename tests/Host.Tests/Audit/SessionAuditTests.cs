using System;
using System.Globalization;
using System.Linq;
using ActorLog.Host.Audit;
using Xunit;

namespace ActorLog.Host.Tests.Audit;

public sealed class SessionAuditTests
{
    /// <remarks>In the lines <c>!2:5-9</c> is a notice of 2 drops from 5 to 9, and <c>7!2:5-9</c> one with the number 7.</remarks>
    [Theory]
    [InlineData("", "none 0")]
    [InlineData("1 2 3", "1..3 3")]
    [InlineData("1 2 5", "1..5 3 missing 3..4")]
    [InlineData("1 2 4 6 7", "1..7 5 missing 3 missing 5")]
    [InlineData("3 4", "3..4 2 missing 1..2")]
    [InlineData("1 3 2", "1..3 3 late 2 after 3")]
    [InlineData("1 5 3 2 4", "1..5 5 late 3 after 5 late 2 after 5 late 4 after 5")]
    [InlineData("1 5 2 3 4", "1..5 5 late 2..4 after 5")]
    [InlineData("4 1 2", "1..4 3 missing 3 late 1..2 after 4")]
    [InlineData("1 2 3 2 3 4", "1..4 4 again 2..3 after 3")]
    [InlineData("1 3 2 2", "1..3 3 late 2 after 3 again 2 after 3")]
    [InlineData("1 2 !2:3-4 5", "1..5 3 told 3..4 dropped 2")]
    [InlineData("1 2 !2:3-6 7", "1..7 3 told 3..4 missing 5..6 dropped 2")]
    [InlineData("1 2 4 6 !2:3-5", "1..6 4 told 3 told 5 dropped 2")]
    [InlineData("1 !3:2-4", "1 1 told 2..4 dropped 3")]
    [InlineData("!3:1-3", "none 0 told 1..3 dropped 3")]
    [InlineData("1 !1:2-2 !1:2-2 4", "1..4 2 told 2 missing 3 dropped 1")]
    [InlineData("1 !1:2-3 !2:2-3 4", "1..4 2 told 2..3 dropped 3")]
    [InlineData("1 2 3!9:2-2 4", "1..4 4 dropped 9")]
    [InlineData("1 3!1:2-2 3!1:2-2 4", "1..4 3 told 2 again 3 after 3 dropped 1")]
    [InlineData("1 9 !1:2-8 !1:2-3", "1..9 2 told 2..3 missing 4..8 dropped 2")]
    [InlineData("1 9 !1:2-8 !2:4-5", "1..9 2 told 2 missing 3 told 4..5 missing 6..8 dropped 3")]
    [InlineData("1!5:0-0 2", "1..2 2 dropped 5")]
    public void EveryNumberIsAccountedFor(string lines, string expected) =>
        Assert.Equal(expected, Told(Audit(lines, new SessionAudit("s", isPartial: false))));

    [Theory]
    [InlineData("5 6 8", "5..8 3 missing 7")]
    [InlineData("5 6 3 4", "3..6 4 late 3..4 after 6")]
    [InlineData("5 3", "3..5 2 missing 4 late 3 after 5")]
    [InlineData("!2:3-4 6", "6 1 dropped 2")]
    [InlineData("!3:1-3", "none 0 dropped 3")]
    public void OfAPartNothingBelowTheLowestNumberIsMissing(string lines, string expected) =>
        Assert.Equal(expected, Told(Audit(lines, new SessionAudit("s", isPartial: true))));

    [Theory]
    [InlineData("1 3 5 7 9", "1..9 5 missing 2 missing 4 missing 6 missing 8")]
    [InlineData("1 3 5 7 8 6", "1..8 6 missing 2 missing 4 late 6 after 8")]
    [InlineData("1 3 5 7 1", "1..7 5 missing 2 missing 4 missing 6 late 1 after 7")]
    public void AGapThatIsNoLongerRememberedStaysMissing(string lines, string expected) =>
        Assert.Equal(expected, Told(Audit(lines, new SessionAudit("s", isPartial: false, maxGaps: 2))));

    [Fact]
    public void OnlyTheFirstIncidentsAreKeptAndAllAreCounted()
    {
        var backwards = string.Join(' ', Enumerable.Range(1, 30).Reverse());
        var disorder = Audit(backwards, new SessionAudit("s", isPartial: false)).Disorder;

        Assert.Equal((29, Incidents.Kept, 19), (disorder.Count, disorder.First.Count, disorder.LeftOut));
    }

    [Fact]
    public void OnlyTheFirstMissingRangesAreKeptAndAllAreCounted()
    {
        var odd = string.Join(' ', Enumerable.Range(1, 2_000).Select(n => (2 * n) - 1));
        var missing = Audit(odd, new SessionAudit("s", isPartial: false)).Missing;

        Assert.Equal((1_999, 1_000, 999), (missing.Untold, missing.Ranges.Count, missing.LeftOut));
    }

    private static SessionReport Audit(string lines, SessionAudit audit)
    {
        foreach (var line in lines.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('!', ':', '-');
            var number = parts[0].Length > 0 ? Number(parts[0]) : 0;
            if (parts.Length > 1)
            {
                audit.Add(new GapNotice(Number(parts[1]), Number(parts[2]), Number(parts[3])), number, default);
            }
            else
            {
                audit.Add(number, default);
            }
        }

        return audit.Finish();
    }

    private static string Told(SessionReport report)
    {
        string[] found =
        [
            report.Numbers?.ToString() ?? "none",
            $"{report.Events}",
            .. report.Missing.Ranges.Select(range => $"{(range.IsTold ? "told" : "missing")} {range.Numbers}"),
            .. report.Disorder.First.Select(incident => $"late {incident.Numbers} after {incident.After}"),
            .. report.Repeats.First.Select(incident => $"again {incident.Numbers} after {incident.After}"),
            .. report.Dropped > 0 ? [$"dropped {report.Dropped}"] : Array.Empty<string>(),
        ];
        return string.Join(' ', found);
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
