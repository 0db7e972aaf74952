using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Interpolated messages: what of the call arrives at the sink.</summary>
public sealed class InterpolatedTests
{
    private readonly Order _order = new(1042, "tea", 19.9m);

    [Fact]
    public async Task TemplatePropertiesAndTextAreThoseOfTheString()
    {
        var (id, action) = (42, "checkout");
        var e = await EventOf(logger => logger.Info($"user {id} did {action}"));
        Assert.Equal("user 42 did checkout", e.Message);
        Assert.Equal("user {id} did {action}", e.Event.Template.Text);
        Assert.Equal(["id=42", "action=checkout"], Properties(e));
        Assert.Null(e.Event.RenderedMessage);
        Assert.Equal(2, e.Event.MessagePropertyCount);
    }

    [Fact]
    public async Task NamesAreTheExpressionsAsIdentifiers()
    {
        var items = new[] { "a", "b" };
        var @class = "first";
        var e = await EventOf(logger =>
            logger.Info($"{_order.Id} {_order.Item.Length} {items[1]} {@class} {items.Length + 1} {this._order!.Price}")
        );
        Assert.Equal(
            ["_order_Id", "_order_Item_Length", "items_1", "class", "items_Length_1", "_order_Price"],
            e.Event.Properties.ToArray().Select(property => property.Name)
        );
    }

    [Fact]
    public async Task ANameCanBeGivenWithAFormatAndAnAlignment()
    {
        var e = await EventOf(logger =>
            logger.Info(
                $"{_order.Id:@OrderId} {_order.Price, 8:@Price:0.00} {_order.Item:@} {_order.Item, -5:@shop.item:}|"
            )
        );
        Assert.Equal("1042    19.90 tea tea  |", e.Message);
        Assert.Equal("{OrderId} {Price,8:0.00} {_order_Item} {shop.item,-5}|", e.Event.Template.Text);
        Assert.Equal(["OrderId=1042", "Price=19.9", "_order_Item=tea", "shop.item=tea"], Properties(e));
    }

    [Fact]
    public async Task TwoHolesOfOneNameAreToldApart()
    {
        var n = 1;
        var e = await EventOf(logger => logger.Info($"{n} {n} {n++:@n} {n:@n_2}"));
        Assert.Equal("1 1 1 2", e.Message);
        Assert.Equal(["n=1", "n_2=1", "n_3=1", "n_2_2=2"], Properties(e));
    }

    [Fact]
    public async Task BracesAreText()
    {
        var id = 1;
        var e = await EventOf(logger => logger.Info($"{{id}} {{{id}}} }}{{"));
        Assert.Equal("{id} {1} }{", e.Message);
        Assert.Equal("{{id}} {{{id}}} }}{{", e.Event.Template.Text);
    }

    [Fact]
    public async Task NothingIsShownAsMicrosoftsLoggersShowIt()
    {
        string? text = null;
        int? number = null;
        Order? order = null;
        int? present = 5;
        var e = await EventOf(logger => logger.Info($"{text} {number} {order, 8} {present:00}"));
        Assert.Equal("(null) (null)   (null) 05", e.Message);
        Assert.Equal(["text=", "number=", "order=", "present=5"], Properties(e));
    }

    [Fact]
    public async Task AStringThatIsNotInterpolatedIsTextWhateverBracesItHas()
    {
        var path = "{A}";
        Assert.Equal("at {A}", (await EventOf(logger => logger.Warning("at " + path))).Message);
        Assert.Equal("at once", (await EventOf(logger => logger.Warning($"at once"))).Message);
        Assert.Equal("", (await EventOf(logger => logger.Warning((string?)null))).Message);
    }

    [Fact]
    public async Task EveryLevelHasItsMethodsWithEventIdAndException()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink, o => o with { MinLevel = LogLevel.Trace });
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        var failure = new InvalidOperationException("broken");
        var n = 1;
        logger.Trace($"{n}");
        logger.Debug(failure, $"{n}");
        logger.Info(7, $"{n}");
        logger.Warning(new EventId(8, "Low"), failure, $"{n}");
        logger.Error(failure, "text");
        logger.Critical($"{n}");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enum.GetValues<LogLevel>()[..6], sink.Delivered.Select(e => e.Event.Level));
        Assert.Equal([0, 0, 7, 8, 0, 0], sink.Delivered.Select(e => e.Event.EventId.Id));
        Assert.Equal(
            [null, "broken", null, "broken", "broken", null],
            sink.Delivered.Select(e => e.Event.Exception?.Message)
        );
    }

    [Fact]
    public async Task WhenTheLevelIsOffNoArgumentIsEvaluated()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink, o => o with { MinLevel = LogLevel.Warning });
        var logger = pipeline.CreateLoggerFactory().CreateLogger("Shop");
        var evaluated = 0;
        logger.Info($"{++evaluated} {Fail()}");
        logger.Warning($"{++evaluated}");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["1"], sink.Messages);
    }

    [Fact]
    public async Task AnArgumentMayLogAMessageOfItsOwn()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        for (var i = 0; i < 3; i++)
        {
            logger.Info($"outer {i} {Inner(i)} end");
        }

        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(
            ["inner 0", "outer 0 10 end", "inner 1", "outer 1 11 end", "inner 2", "outer 2 12 end"],
            sink.Messages
        );

        int Inner(int n)
        {
            logger.Info($"inner {n}");
            return n + 10;
        }
    }

    [Fact]
    public async Task AnArgumentThatThrowsIsTheCallersAffairAndLeavesNothingBehind()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        var n = 1;
        Assert.Throws<InvalidOperationException>(() => logger.Info($"{n} {Fail()}"));
        logger.Info($"{n} next");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["1 next"], sink.Messages);
    }

    [Fact]
    public async Task ScopesFollowTheProperties()
    {
        var n = 1;
        var e = await EventOf(logger =>
        {
            using (logger.BeginScope(new Dictionary<string, object?> { ["Tenant"] = "acme" }))
            {
                logger.Info($"{n}");
            }
        });
        Assert.Equal(["n=1", "Tenant=acme"], Properties(e));
        Assert.Equal(1, e.Event.MessagePropertyCount);
    }

    [Fact]
    public async Task AnyNumberOfHolesIsTaken()
    {
        var n = 7;
        var e = await EventOf(logger =>
            logger.Info(
                $"{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}{n}"
            )
        );
        Assert.Equal(new string('7', 33), e.Message);
    }

    [Fact]
    public async Task ManyThreadsAtOnceGetTheirOwnMessages()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        Parallel.For(0, 2_000, i => logger.Info($"event {i} of {i % 7:@Kind}"));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => $"event {i} of {i % 7}").Order(), sink.Messages.Order());
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2AMutableArgumentIsDeliveredAsItWasAtTheCall()
    {
        var list = new List<int> { 1, 2 };
        var text = new StringBuilder("before");
        char[] characters = ['a', 'b'];
        var e = await EventOf(logger =>
        {
            logger.Info($"{list} {text} {characters.AsSpan():@Characters}");
            list.Add(3);
            text.Append(" after");
            characters[0] = 'x';
        });
        Assert.Equal("1, 2 before ab", e.Message);
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1AHostileToStringIsReplacedByAPlaceholderThatSaysSo()
    {
        var hostile = new Hostile();
        var e = await EventOf(logger => logger.Info($"order {hostile}"));
        Assert.Equal($"order [{typeof(Hostile)}: ToString threw InvalidOperationException]", e.Message);
    }

    [Fact]
    [Trait("Law", "1")]
    public async Task Law1AToStringThatLogsItselfDoesNotReEnterAndIsCounted()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.CreateLoggerFactory().CreateLogger("Shop");
        var chatty = new Chatty(logger);
        logger.Info($"order {chatty}");
        logger.Info($"again {chatty}");
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(["order chatty", "again chatty"], sink.Messages);
        Assert.Equal(2, pipeline.Refused[DropReason.Reentrant, LogLevel.Information]);
    }

    private static string Fail() => throw new InvalidOperationException("evaluated");

    private static string[] Properties(DeliveredEvent e) =>
        [.. e.Event.Properties.ToArray().Select(property => $"{property.Name}={property.Value}")];

    private static async Task<DeliveredEvent> EventOf(Action<ILogger> log)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        log(pipeline.CreateLoggerFactory().CreateLogger("Shop"));
        await pipeline.FlushAsync().WithinLimit();
        return Assert.Single(sink.Delivered);
    }

    private sealed record Order(int Id, string Item, decimal Price);

    private sealed class Hostile
    {
        public override string ToString() => throw new InvalidOperationException("hostile");
    }

    private sealed class Chatty(ILogger logger)
    {
        public override string ToString()
        {
            logger.Info($"from inside {this}");
            return "chatty";
        }
    }
}
