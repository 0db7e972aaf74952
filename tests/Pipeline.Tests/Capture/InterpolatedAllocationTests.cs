using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>An interpolated message allocates nothing on its caller.</summary>
public sealed class InterpolatedAllocationTests
{
    private const int Round = 200;

    [Fact]
    public Task ScalarsAndStringsAllocateNothing()
    {
        var (id, action, elapsed, guid, time) = (42, "checkout", 12.5, Guid.Empty, DateTime.UnixEpoch);
        int? maybe = 5;
        short narrow = -1;
        return AllocatesNothingAsync(logger =>
        {
            logger.Info($"user {id} did {action} in {elapsed:0.0} ms");
            logger.Warning($"{guid} {time:O} {maybe, 5} {narrow} {id:@Given:00} {action:@Text}");
        });
    }

    [Fact]
    public Task EnumsAllocateNothing()
    {
        var (day, targets, unknown) = (DayOfWeek.Friday, AttributeTargets.Class | AttributeTargets.Enum, (DayOfWeek)77);
        return AllocatesNothingAsync(logger => logger.Info($"{day} {targets} {unknown}"));
    }

    [Fact]
    public Task PlainTextAllocatesNothing() => AllocatesNothingAsync(logger => logger.Info("plain text"));

    [Fact]
    public void ALevelThatIsOffAllocatesNothing()
    {
        using var pipeline = Running.Pipeline(new CollectingSink(), o => o with { MinLevel = LogLevel.Warning });
        var logger = pipeline.CreateLoggerFactory().CreateLogger("Shop");
        var id = 1;
        logger.Info($"user {id}");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Round; i++)
        {
            logger.Info($"user {id} of {new string('x', i)}");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>One round without a byte is proof: what else runs in this process can only add, by emptying the event pool.</summary>
    private static async Task AllocatesNothingAsync(Action<ILogger> log)
    {
        await using var pipeline = Running.Pipeline(new CollectingSink(), o => o with { MinLevel = LogLevel.Trace });
        var logger = pipeline.CreateLoggerFactory().CreateLogger("Shop");
        var least = long.MaxValue;
        for (var round = 0; round < 50 && least > 0; round++)
        {
            least = Math.Min(least, Enumerable.Range(0, 2).Min(_ => Allocated(logger, log)));
            await pipeline.FlushAsync().WithinLimit();
        }

        Assert.Equal(0, least);
    }

    private static long Allocated(ILogger logger, Action<ILogger> log)
    {
        log(logger);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Round; i++)
        {
            log(logger);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
