using System;
using System.Linq;
using System.Text;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;
using ActorLog.Text.OutputTemplates;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Text.OutputTemplates;

/// <summary>What many lines begin with is kept from line to line, and nobody can tell.</summary>
public sealed class LineHeadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(300)]
    public void EveryLineIsThatOfAFormatterThatHasWrittenNothingBefore(int categories)
    {
        var random = new Random(categories);
        var known = Enumerable.Range(0, categories).Select(i => new LogCategory($"Shop.\u001b类别{i}")).ToArray();
        var formatter = Create();
        var ticks = Some.Time.UtcTicks;
        for (var i = 0; i < 5_000; i++)
        {
            // Mostly forward by less than a second; now and then far, or back.
            ticks += random.Next(20) == 0 ? random.NextInt64(-3_000_000_000, 3_000_000_000) : random.Next(3_000_000);
            var logEvent = Some.Event("event");
            logEvent.UtcTicks = ticks;
            logEvent.Category = known[random.Next(categories)];
            logEvent.Level = (LogLevel)random.Next((int)LogLevel.None);
            Assert.Equal(Line(Create(), logEvent), Line(formatter, logEvent));
        }
    }

    [Theory]
    [InlineData("{Timestamp:HH:mm:ss.fff} {Category} ")]
    [InlineData("{Category} {Message} {Level} {Timestamp:ss}")]
    [InlineData("{Level}")]
    [InlineData("")]
    public void ATemplateMayBeginWithWhateverItLikes(string template)
    {
        var formatter = OutputTemplateFormatter.TryCreate(template, TimeProvider.System, out _)!;
        var logEvent = Some.Event("event");
        var first = Line(formatter, logEvent);
        logEvent.UtcTicks += TimeSpan.TicksPerMillisecond;
        var fresh = OutputTemplateFormatter.TryCreate(template, TimeProvider.System, out _)!;
        Assert.Equal(first, Line(formatter, Some.Event("event")));
        Assert.Equal(Line(fresh, logEvent), Line(formatter, logEvent));
    }

    private static OutputTemplateFormatter Create() =>
        OutputTemplateFormatter.TryCreate(LogFormats.DefaultTemplate, TimeProvider.System, out _)!;

    private static string Line(OutputTemplateFormatter formatter, LogEvent logEvent)
    {
        var buffer = new ByteBuffer(256);
        formatter.Format(logEvent, buffer);
        return Encoding.UTF8.GetString(buffer.Written);
    }
}
