using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using ActorLog.Text.OutputTemplates;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text;

/// <summary>Formats the examples of docs/formats.md.</summary>
public sealed partial class FormatsPageTests
{
    private static readonly string Page = File.ReadAllText(PathOfPage());

    [Fact]
    public void EveryExampleOfATemplateGivesWhatThePageSays()
    {
        var examples = ExampleRow().Matches(Page);

        Assert.InRange(examples.Count, 25, 100);
        Assert.All(
            examples,
            row => Assert.Equal(row.Groups["gives"].Value, Format(row.Groups["template"].Value).Replace('\n', '⏎'))
        );
    }

    [Fact]
    public void EveryHoleIsOnThePage()
    {
        var described = HoleRow().Matches(Page).Select(row => row.Groups["name"].Value);

        Assert.Empty(OutputPartFactory.Names.Except([.. described, "SourceContext"]));
    }

    [Fact]
    public void TheDefaultTemplateIsOnThePage() => Assert.Contains($"`{LogFormats.DefaultTemplate}`", Page);

    [Theory]
    [InlineData("json")]
    [InlineData("clef")]
    [InlineData("logfmt")]
    public void TheExampleOfAFormatIsWhatTheFormatWrites(string format) =>
        Assert.Contains($"```{format}\n{Format(format)}```", Page);

    private static string Format(string format)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "UTC+8", "UTC+8");
        return Formatted.As(format, Event(), new ManualClock(Some.Time) { Zone = zone });
    }

    private static LogEvent Event()
    {
        var logEvent = Some.Event(LogLevel.Warning, "{User} paid {Amount:0.00} in {City}", "ann", 9.5m, "上海");
        logEvent.UtcTicks = new DateTime(2020, 9, 23, 2, 45, 56, DateTimeKind.Utc).Ticks + 1_234_567;
        logEvent.SessionId = "01J8ZK3V";
        logEvent.Sequence = 9;
        logEvent.Category = new LogCategory("Shop.Orders");
        logEvent.EventId = new EventId(17, "Paid");
        logEvent.Add("Host", LogValue.From("web-1"));
        logEvent.Scopes = ["request 7"];
        logEvent.Exception = ExceptionSnapshot.FromText("Shop.PaymentException: refused\n   at Shop.Orders.Pay()");
        logEvent.TraceId = "0af7651916cd43dd8448eb211c80319c";
        logEvent.SpanId = "b7ad6b7169203331";
        logEvent.ThreadName = "worker";
        return logEvent;
    }

    private static string PathOfPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorLog.sln")))
        {
            folder =
                folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "docs", "formats.md");
    }

    // The last two columns of a row: | `template` | `what it gives` |
    [GeneratedRegex(@"^\|.*?`(?<template>[^`]*\{[^`]*)` \| `(?<gives>[^`]*)` \|$", RegexOptions.Multiline)]
    private static partial Regex ExampleRow();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex HoleRow();
}
