using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>The source generator lists the parameters of a method, and its template shows them as it likes.</summary>
public sealed partial class GeneratedMessageTests
{
    [Fact]
    public async Task AParameterHasTheFormatOfItsOwnHole()
    {
        var e = await EventOf(logger => Swapped(logger, DayOfWeek.Friday, 255));

        Assert.Equal("ff on Friday", e.Message);
        Assert.Equal(["day=Friday", "count=255"], Properties(e));
    }

    [Fact]
    public async Task AParameterWithoutAHoleIsAProperty()
    {
        var e = await EventOf(logger => Unshown(logger, DayOfWeek.Friday, DayOfWeek.Monday));

        Assert.Equal("on 1", e.Message);
        Assert.Equal(["unshown=Friday", "day=1"], Properties(e));
    }

    [Fact]
    public async Task AParameterMayBeShownInTwoWays()
    {
        var e = await EventOf(logger => Twice(logger, DayOfWeek.Friday));

        Assert.Equal("5 is Friday", e.Message);
    }

    [Fact]
    public async Task AScalarThatIsShownInTwoWaysIsWrittenByTheFormatter()
    {
        var e = await EventOf(logger => TwiceScalar(logger, 255, null));

        Assert.Equal("ff is 255, (null)", e.Message);
        Assert.Null(e.Event.RenderedMessage);
    }

    [LoggerMessage(1, LogLevel.Information, "{count:x} on {day}")]
    private static partial void Swapped(ILogger logger, DayOfWeek day, int count);

#pragma warning disable SYSLIB1015 // The parameter is not in the template, which is the point.
    [LoggerMessage(2, LogLevel.Information, "on {day:d}")]
    private static partial void Unshown(ILogger logger, DayOfWeek unshown, DayOfWeek day);
#pragma warning restore SYSLIB1015

    [LoggerMessage(3, LogLevel.Information, "{day:d} is {day}")]
    private static partial void Twice(ILogger logger, DayOfWeek day);

    [LoggerMessage(4, LogLevel.Information, "{count:x} is {count}, {text}")]
    private static partial void TwiceScalar(ILogger logger, int count, string? text);

    private static string[] Properties(DeliveredEvent e) =>
        [.. e.Event.Properties.ToArray().Select(property => $"{property.Name}={property.Value}")];

    private static async Task<DeliveredEvent> EventOf(Action<ILogger> log)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        log(pipeline.LoggerProvider.CreateLogger("Shop"));
        await pipeline.FlushAsync().WithinLimit();
        return Assert.Single(sink.Delivered);
    }
}
