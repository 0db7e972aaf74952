using System;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Examples;

/// <summary>The examples of docs/interpolated-logging.md give what the page says.</summary>
public sealed class InterpolatedLoggingTests
{
    [Fact]
    public async Task TheFirstExampleGivesTextTemplateAndProperties()
    {
        var e = await EventOf(logger => First(logger, 42, "checkout", 12.25));
        Assert.Equal("user 42 did checkout in 12.3 ms", e.Message);
        Assert.Equal("user {id} did {action} in {elapsed:0.0} ms", e.Event.Template.Text);
    }

    [Fact]
    public async Task TheExampleOfNamesGivesThem()
    {
        var e = await EventOf(logger => Names(logger, new Order(1042, 19.9m), new Order(1043, 5m)));
        Assert.Equal("order 1042 for 19.90 EUR follows 1043", e.Message);
        Assert.Equal(["OrderId", "Price", "last_Id"], e.Event.Properties.ToArray().Select(property => property.Name));
    }

    [Fact]
    public async Task TheExampleOfMethodsIsLogged()
    {
        var failure = new InvalidOperationException("no answer");
        var e = await EventOf(logger => Methods(logger, new Order(1042, 5m), failure));
        Assert.Equal((17, "no answer"), (e.Event.EventId.Id, e.Event.Exception?.Message));
    }

    private static void First(ILogger logger, int id, string action, double elapsed)
    {
        logger.Info($"user {id} did {action} in {elapsed:0.0} ms");
    }

    private static void Names(ILogger logger, Order order, Order last)
    {
        logger.Info($"order {order.Id:@OrderId} for {order.Price:@Price:0.00} EUR follows {last.Id}");
    }

    private static void Methods(ILogger logger, Order order, Exception exception)
    {
        logger.Error(17, exception, $"order {order.Id} could not be paid");
    }

    private static async Task<DeliveredEvent> EventOf(Action<ILogger> log)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        log(pipeline.LoggerProvider.CreateLogger("Shop"));
        await pipeline.FlushAsync().WithinLimit();
        return Assert.Single(sink.Delivered);
    }

    private sealed record Order(int Id, decimal Price);
}
