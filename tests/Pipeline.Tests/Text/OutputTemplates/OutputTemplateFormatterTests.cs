using System;
using System.Linq;
using ActorLog.Contracts;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text.OutputTemplates;

public sealed class OutputTemplateFormatterTests : FormatterContract
{
    protected override ILogFormatter CreateFormatter(TimeProvider clock) => LogFormats.Create("text", clock);

    protected override bool IsOneLine => false;

    protected override void CheckLine(string line, LogEvent logEvent) =>
        Assert.All(line.TrimEnd('\n').Split('\n')[1..], more => Assert.True(more is "" or [' ' or '\t', ..], more));

    private const string Seed = "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level:python}] {Message}{NewLine}{Exception}";

    [Fact]
    public void TheSeedsLineComesOutToTheByte()
    {
        var logEvent = Some.Event(LogLevel.Debug, "今天天气不错");

        Assert.Equal("[2020-09-23 10:45:56] [DEBUG] 今天天气不错\n", Formatted.As(Seed, logEvent));
    }

    [Fact]
    public void TheDefaultTemplateShowsTimeLevelCategoryAndMessage()
    {
        var logEvent = Some.Event("user {UserId} did {Action} in {Elapsed} ms", 42, "login", 1.5);

        Assert.Equal(
            "[2020-09-23 10:45:56] [Information] Some.Category user 42 did login in 1.5 ms\n",
            Formatted.As("text", logEvent)
        );
    }

    [Fact]
    public void AnExceptionFollowsOnLinesThatCannotPassForEvents()
    {
        var logEvent = Some.Event("failed");
        logEvent.Exception = new ExceptionSnapshot(
            "System.Exception",
            "x\n[forged] line",
            "System.Exception: x\r\n[forged] line\n   at Shop.Pay()\n\n"
        );

        Assert.Equal(
            "failed\nSystem.Exception: x\n  [forged] line\n   at Shop.Pay()\n",
            Formatted.As("{Message}{NewLine}{Exception}", logEvent)
        );
    }

    [Theory]
    [InlineData("[2020-09-23 10:45:56] [CRITICAL] forged: x", "  [2020-09-23 10:45:56] [CRITICAL] forged: x")]
    [InlineData("Traceback (most recent call last):\n  File", "  Traceback (most recent call last):\n  File")]
    [InlineData("java.lang.Error: x\n\tat Shop", "java.lang.Error: x\n\tat Shop")]
    [InlineData("Shop.A+B`1[System.Int32]: x", "Shop.A+B`1[System.Int32]: x")]
    [InlineData("", "")]
    public void TheFirstLineOfAnExceptionStandsAtTheMarginOnlyIfItNamesATypeFirst(string text, string expected)
    {
        var logEvent = Some.Event();
        logEvent.Exception = ExceptionSnapshot.FromText(text);

        Assert.Equal(expected + "\n", Formatted.As("{Exception}", logEvent));
    }

    [Fact]
    public void TimestampsAreShownInTheClocksZone()
    {
        var clock = new ManualClock(Some.Time)
        {
            Zone = TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "UTC+8", "UTC+8"),
        };

        Assert.Equal(
            "2020-09-23T18:45:56.0000000+08:00 2020-09-23T10:45:56.0000000Z",
            Formatted.As("{Timestamp} {UtcTimestamp}", Some.Event(), clock)
        );
    }

    [Fact]
    public void AMessageCannotForgeALine()
    {
        var logEvent = Some.Event("in {Input}", "a\r\nb\u001b[31m\u202e\u2028\u0085 C:\\temp\t\ud800");

        Assert.Equal("in a\\r\\nb\\x1b[31m\\u202e\\u2028\\x85 C:\\temp\t\ufffd", Formatted.As("{Message}", logEvent));
    }

    [Theory]
    [InlineData("{Level}", "Trace Debug Information Warning Error Critical None")]
    [InlineData("{Level:u}", "TRACE DEBUG INFORMATION WARNING ERROR CRITICAL NONE")]
    [InlineData("{Level:u3}", "VRB DBG INF WRN ERR FTL NON")]
    [InlineData("{Level:w3}", "vrb dbg inf wrn err ftl non")]
    [InlineData("{Level:t4}", "Verb Dbug Info Warn Eror Fatl None")]
    [InlineData("{Level:u1}", "V D I W E F N")]
    [InlineData("{Level:t5}", "Trace Debug Infor Warni Error Criti None")]
    [InlineData("{Level:python}", "DEBUG DEBUG INFO WARNING ERROR CRITICAL NOTSET")]
    [InlineData("{Level:syslog}", "7 7 6 4 3 2 7")]
    [InlineData("{Level,-6:u3}|", "VRB   | DBG   | INF   | WRN   | ERR   | FTL   | NON   |")]
    public void LevelsHaveTheWordsOfTheirFormat(string template, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', Enum.GetValues<LogLevel>().Select(level => Formatted.As(template, Some.Event(level))))
        );

    [Fact]
    public void ALevelThatIsNoneStillHasAWord() =>
        Assert.Equal("None None", Formatted.As("{Level} {Level}", Some.Event((LogLevel)(-1))));

    [Theory]
    [InlineData("{Message,-8}|", "今天😀    |")]
    [InlineData("{Message,8}|", "    今天😀|")]
    [InlineData("{Message,2}|", "今天😀|")]
    [InlineData("{Gone,4}|{Gone}|", "    ||")]
    [InlineData("{TraceId,-4}|{TraceId}|", "    ||")]
    [InlineData("{Category,15}|", "  Some.Category|")]
    [InlineData("{UtcTimestamp:HH:mm,8}|", "10:45,8|")]
    [InlineData("{UtcTimestamp,8:HH:mm}|", "   10:45|")]
    public void AlignmentCountsCharacters(string template, string expected) =>
        Assert.Equal(expected, Formatted.As(template, Some.Event("今天😀")));

    [Fact]
    public void PropertiesAreThoseThatStandNowhereElse()
    {
        var logEvent = Some.Event("user {UserId}", 42);
        logEvent.Add("Host", LogValue.From("web\n1"));
        logEvent.Add("Load", LogValue.From(0.5));
        logEvent.Add("Load", LogValue.From(0.75));
        logEvent.Add("City", LogValue.From("上海"));
        logEvent.Add("None", LogValue.Null);

        Assert.Equal("上海 {Host=web\\n1, Load=0.75, None=(null)}", Formatted.As("{City} {Properties}", logEvent));
        Assert.Equal(
            "上海 {\"Host\":\"web\\n1\",\"Load\":0.75,\"None\":null}",
            Formatted.As("{City} {Properties:j}", logEvent)
        );
        Assert.Equal("{}", Formatted.As("{Properties}", Some.Event("{A}", 1)));
    }

    [Fact]
    public void APropertyWithTheNameOfAFieldIsNotShownByTheField()
    {
        var logEvent = Some.Event("user {UserId}", 42);
        logEvent.Add("Level", LogValue.From("gold"));
        logEvent.Add("City", LogValue.From("上海"));

        Assert.Equal(
            "Information user 42 上海 {Level=gold}",
            Formatted.As("{Level} {Message} {City} {Properties}", logEvent)
        );
    }

    [Fact]
    public void ACategoryCannotForgeALine()
    {
        var logEvent = Some.Event();
        logEvent.Category = new LogCategory("a\n[b]");

        Assert.Equal("a\\n[b]", Formatted.As("{Category}", logEvent));
    }

    [Fact]
    public void BracesAreDoubledAndHolesKnowNoCase() =>
        Assert.Equal("{Information} } something happened", Formatted.As("{{{level}}} }} {MESSAGE}", Some.Event()));
}
