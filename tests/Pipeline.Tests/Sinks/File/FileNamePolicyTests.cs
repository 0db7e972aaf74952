using System;
using System.IO;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class FileNamePolicyTests
{
    private static readonly DateTime Time = new(2020, 9, 23, 10, 0, 0);

    [Theory]
    [InlineData("/logs/app.log", RollInterval.None, "/logs/app.log")]
    [InlineData("/logs/app.log", RollInterval.Day, "/logs/app-2020-09-23.log")]
    [InlineData("/logs/app.log", RollInterval.Hour, "/logs/app-2020-09-23-10.log")]
    [InlineData("/logs/{date}.log", RollInterval.Day, "/logs/2020-09-23.log")]
    [InlineData("/logs/app.{date}.log", RollInterval.Hour, "/logs/app.2020-09-23-10.log")]
    [InlineData("/logs/{machine}/app-{pid}.log", RollInterval.None, "/logs/here/app-42.log")]
    [InlineData("/logs/{pid}/app", RollInterval.Day, "/logs/42/app-2020-09-23")]
    [InlineData("/logs/.log", RollInterval.Day, "/logs/2020-09-23.log")]
    public void TheCurrentFileHasThePlainName(string template, RollInterval interval, string expected) =>
        Assert.Equal(expected, Policy(template, interval).Current(Time));

    [Theory]
    [InlineData("/logs/app.log", RollInterval.None, "/logs/app.3.log")]
    [InlineData("/logs/app.log", RollInterval.Day, "/logs/app-2020-09-23.3.log")]
    [InlineData("/logs/app", RollInterval.None, "/logs/app.3")]
    public void AFullFileHasANumberBeforeItsExtension(string template, RollInterval interval, string expected) =>
        Assert.Equal(expected, Policy(template, interval).Numbered(Time, 3));

    [Fact]
    public void ARelativePathIsTakenFromTheWorkingDirectory() =>
        Assert.Equal(Path.GetFullPath("logs/app.log"), Policy("logs/app.log", RollInterval.None).Current(Time));

    [Theory]
    [InlineData("/logs/app.log", RollInterval.None, "app.log", 0)]
    [InlineData("/logs/app.log", RollInterval.None, "app.17.log", 17)]
    [InlineData("/logs/app", RollInterval.None, "app.17", 17)]
    [InlineData("/logs/a+b (1).log", RollInterval.None, "a+b (1).2.log", 2)]
    public void ItKnowsItsOwnNames(string template, RollInterval interval, string name, int number)
    {
        Assert.True(Policy(template, interval).TryParse(name, out var parsed));

        Assert.Equal(new LogFileName(default, number, null), parsed);
    }

    [Fact]
    public void ItReadsDateNumberAndProcessBack()
    {
        var policy = Policy("/logs/{date}-{machine}-{pid}.log", RollInterval.Hour);

        Assert.True(policy.TryParse("2020-09-23-10-here-7.2.log", out var parsed));

        Assert.Equal(new LogFileName(Time, 2, 7), parsed);
        Assert.False(policy.IsOurs(parsed));
        Assert.True(policy.IsOurs(parsed with { ProcessId = 42 }));
    }

    [Theory]
    [InlineData("/logs/app.log", RollInterval.None, "app.log.bak")]
    [InlineData("/logs/app.log", RollInterval.None, "my-app.log")]
    [InlineData("/logs/app.log", RollInterval.None, "appxlog")]
    [InlineData("/logs/app.log", RollInterval.None, "app.01.log")]
    [InlineData("/logs/app.log", RollInterval.None, "app.0.log")]
    [InlineData("/logs/app.log", RollInterval.None, "app.-1.log")]
    [InlineData("/logs/app.log", RollInterval.None, "app.99999999999.log")]
    [InlineData("/logs/app.log", RollInterval.None, "app.1.log\n")]
    [InlineData("/logs/app.log", RollInterval.None, "app-2020-09-23.log")]
    [InlineData("/logs/app.log", RollInterval.Day, "app.log")]
    [InlineData("/logs/app.log", RollInterval.Day, "app-2020-13-23.log")]
    [InlineData("/logs/app.log", RollInterval.Day, "app-2020-09-23-10.log")]
    [InlineData("/logs/app.log", RollInterval.Hour, "app-2020-09-23.log")]
    [InlineData("/logs/app-{machine}.log", RollInterval.None, "app-there.log")]
    [InlineData("/logs/app-{pid}.log", RollInterval.None, "app-x.log")]
    public void NoOtherNameIsItsOwn(string template, RollInterval interval, string name) =>
        Assert.False(Policy(template, interval).TryParse(name, out _));

    [Fact]
    public void WhereCaseDoesNotCountAFileOfAnotherCaseIsItsOwn()
    {
        var policy = new FileNamePolicy("/logs/app.log", RollInterval.None, 42, "here", ignoresCase: true);

        Assert.True(policy.TryParse("App.7.LOG", out var name));
        Assert.Equal(7, name.Number);
        Assert.True(policy.IsSame("/logs/App.log", policy.Current(default)));
        Assert.False(Policy("/logs/app.log", RollInterval.None).TryParse("App.7.log", out _));
        Assert.False(Policy("/logs/app.log", RollInterval.None).IsSame("/logs/App.log", "/logs/app.log"));
    }

    [Fact]
    public void EveryNameThatItGivesIsReadBack()
    {
        foreach (var interval in Enum.GetValues<RollInterval>())
        {
            var policy = Policy("/logs/{machine}.{pid}.x.log", interval);
            var period = new RollPolicy(interval, 0).PeriodOf(Time);

            Assert.True(policy.TryParse(Path.GetFileName(policy.Current(period)), out var current));
            Assert.True(policy.TryParse(Path.GetFileName(policy.Numbered(period, 9)), out var numbered));

            Assert.Equal(new LogFileName(period, 0, 42), current);
            Assert.Equal(new LogFileName(period, 9, 42), numbered);
        }
    }

    [Theory]
    [InlineData("", RollInterval.None, "must name a file")]
    [InlineData("logs/", RollInterval.None, "must name a file")]
    [InlineData("logs/app\0.log", RollInterval.None, "must not contain a null character")]
    [InlineData(
        "C:\temp\new.log",
        RollInterval.None,
        "must not contain U+0009: in quotes \\t is a tab and \\n a line feed; write each backslash of a path twice, or / instead"
    )]
    [InlineData(
        "logs/{day}.log",
        RollInterval.Day,
        "unknown placeholder '{day}', expected one of: {date}, {pid}, {machine}"
    )]
    [InlineData("logs/{date}-{date}.log", RollInterval.Day, "'{date}' may stand there only once")]
    [InlineData(
        "{date}/app.log",
        RollInterval.Day,
        "'{date}' may stand in the name of the file only, not in its folder"
    )]
    [InlineData("logs/{date}.log", RollInterval.None, "'{date}' needs rolling.interval = day or hour")]
    [InlineData("{machine}/{pid}/{date}.log", RollInterval.Hour, null)]
    [InlineData("debug.log", RollInterval.Day, null)]
    public void AWrongTemplateIsExplained(string template, RollInterval interval, string? expected) =>
        Assert.Equal(expected, FileNamePolicy.Check(template, interval));

    private static FileNamePolicy Policy(string template, RollInterval interval) => new(template, interval, 42, "here");
}
