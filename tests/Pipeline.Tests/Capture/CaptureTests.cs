using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Capture;

/// <summary>Law 2: what is delivered is what was true at the call.</summary>
[Trait("Law", "2")]
public sealed partial class CaptureTests
{
    [Fact]
    public async Task AMutableArgumentIsDeliveredAsItWasAtTheCall()
    {
        var list = new List<int> { 1, 2 };
        var text = new StringBuilder("before");
        var e = await EventOf(logger =>
        {
            logger.LogInformation("{List} {Text}", list, text);
            list.Add(3);
            text.Append(" after");
        });
        Assert.Equal("1, 2 before", e.Message);
    }

    [Fact]
    public async Task TemplateAndPropertiesAreKeptApart()
    {
        var e = (await EventOf(logger => logger.LogInformation(7, "user {UserId} did {Action}", 42, "checkout"))).Event;
        Assert.Equal("user {UserId} did {Action}", e.Template.Text);
        Assert.Equal(["UserId", "Action"], e.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(42, e.Properties[0].Value.AsInt32);
        Assert.Equal(7, e.EventId.Id);
        Assert.Null(e.RenderedMessage);
    }

    [Fact]
    public async Task AnOperatorOfSerilogsIsNoPartOfTheName()
    {
        var e = await EventOf(logger => logger.LogInformation("{@Order} {$User} {Total}", new { Id = 5 }, "ann", 7));
        Assert.Equal("{ Id = 5 } ann 7", e.Message);
        Assert.Equal("{@Order} {$User} {Total}", e.Event.Template.Text);
        Assert.Equal(["Order", "User", "Total"], e.Event.Properties.ToArray().Select(p => p.Name));
    }

    [Fact]
    public async Task AMessageWithoutArgumentsIsTextWhateverBracesItHas()
    {
        var e = await EventOf(logger => logger.LogInformation("json: {A}"));
        Assert.Equal("json: {A}", e.Message);
    }

    [Fact]
    public async Task GeneratedMessagesKeepTemplateAndProperties()
    {
        var e = await EventOf(logger => OrderPlaced(logger, 5, "客户"));
        Assert.Equal("order 5 of 客户 placed", e.Message);
        Assert.Equal("order {OrderId} of {Customer} placed", e.Event.Template.Text);
        Assert.Null(e.Event.RenderedMessage);
        Assert.Equal((17, "OrderPlaced"), (e.Event.EventId.Id, e.Event.EventId.Name));
    }

    [Fact]
    public async Task AStateOfItsOwnIsRenderedByItsOwnFormatter()
    {
        var state = new Dictionary<string, object?> { ["Path"] = "/a", ["{OriginalFormat}"] = "path {Path}" };
        var e = await EventOf(logger => logger.Log(LogLevel.Information, 0, state, null, (_, _) => "GET /a"));
        Assert.Equal("GET /a", e.Message);
        Assert.True(e.Event.TryGetProperty("Path", out var path));
        Assert.Equal("/a", path.Text);
    }

    [Fact]
    public async Task ScopesBecomePropertiesOrTextsOutermostFirst()
    {
        var e = await EventOf(logger =>
        {
            using (logger.BeginScope("outer"))
            using (logger.BeginScope("order {OrderId}", 5))
            using (logger.BeginScope(new Dictionary<string, object?> { ["Tenant"] = "acme" }))
            {
                logger.LogInformation("inside {Number}", 1);
            }
        });
        Assert.Equal(["outer", "order 5"], e.Event.Scopes);
        Assert.Equal(["Number", "OrderId", "Tenant"], e.Event.Properties.ToArray().Select(p => p.Name));
        Assert.Equal(1, e.Event.MessagePropertyCount);
    }

    [Fact]
    public async Task AScopeThatCannotBeReadCostsNeitherTheMessageNorTheOtherScopes()
    {
        var e = await EventOf(logger =>
        {
            using (logger.BeginScope(new Dictionary<string, object?> { ["Tenant"] = "acme" }))
            using (logger.BeginScope(new ChangingScope()))
            {
                logger.LogInformation("order {Id} paid", 7);
            }
        });
        Assert.Equal("order 7 paid", e.Message);
        Assert.Equal([$"[{typeof(ChangingScope)}: enumerating threw InvalidOperationException]"], e.Event.Scopes);
        Assert.Equal(["Id", "Tenant", "before"], e.Event.Properties.ToArray().Select(p => p.Name));
    }

    [Fact]
    public async Task AScopesTemplateNamesItsPropertiesAsAMessagesDoes()
    {
        var e = await EventOf(logger =>
        {
            using (logger.BeginScope("order {@Order} of {$User}, { Shop }", 7, "ann", "tea"))
            using (logger.BeginScope(new Dictionary<string, object?> { ["@odd"] = 1 }))
            using (logger.BeginScope(new List<KeyValuePair<string, object?>> { new(null!, 2) }))
            {
                logger.LogInformation("inside");
            }
        });
        Assert.Equal(["Order", "User", "Shop", "@odd", ""], e.Event.Properties.ToArray().Select(p => p.Name));
    }

    [Theory]
    [InlineData("{ Name } paid {Amount , 8:0.00}|", "ann paid     5.00|")]
    [InlineData("{Name } paid { Amount:0.00 }|", "ann paid 5.00 |")]
    [InlineData("{ @Name } paid {$Amount }|", "ann paid 5|")]
    public async Task BlanksAroundTheNameOfAHoleAreNotPartOfIt(string template, string message)
    {
        var e = await EventOf(logger => logger.Log(LogLevel.Information, template, "ann", 5));
        Assert.Equal(message, e.Message);
        Assert.Equal(["Name", "Amount"], e.Event.Properties.ToArray().Select(p => p.Name));
    }

    [Fact]
    public async Task TheTraceTheThreadAndTheTimeAreThoseOfTheCaller()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var thread = 0;
        var e = (
            await EventOf(logger =>
            {
                thread = Environment.CurrentManagedThreadId;
                logger.LogInformation("traced");
            })
        ).Event;
        Assert.Equal(activity.TraceId.ToHexString(), e.TraceId);
        Assert.Equal(activity.SpanId.ToHexString(), e.SpanId);
        Assert.Equal(thread, e.ThreadId);
        Assert.Equal(TimeSpan.Zero, e.Timestamp.Offset);
    }

    [Fact]
    public async Task AScopeLosesTheIdsOfTheActivityAndNothingElse()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var ids = new Dictionary<string, object?>
        {
            ["TraceId"] = activity.TraceId.ToHexString(),
            ["SpanId"] = activity.SpanId.ToHexString(),
        };
        var own = new Dictionary<string, object?> { ["TraceId"] = "0HNQE0P7MDT0H:00000001", ["SpanId"] = 7 };
        var e = await EventOf(logger =>
        {
            using (logger.BeginScope(ids))
            using (logger.BeginScope(own))
            {
                logger.LogInformation("traced");
            }
        });

        Assert.Equal(
            ["TraceId=0HNQE0P7MDT0H:00000001", "SpanId=7"],
            e.Event.Properties.ToArray().Select(p => $"{p.Name}={p.Value}")
        );
    }

    [Fact]
    public async Task AnExceptionIsASnapshot()
    {
        var exception = new InvalidOperationException("broken", new FormatException("inner"));
        var e = (await EventOf(logger => logger.LogError(exception, "failed"))).Event;
        Assert.Equal("System.InvalidOperationException", e.Exception!.Type);
        Assert.Equal("broken", e.Exception.Message);
        Assert.Equal(exception.ToString(), e.Exception.Text);
    }

    [Fact]
    public async Task EveryEventHasTheSessionAndAGaplessNumber()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        Parallel.For(0, 1_000, i => logger.LogInformation("event {Number}", i));
        await pipeline.FlushAsync().WithinLimit();
        Assert.Equal(Enumerable.Range(1, 1_000).Select(n => (long)n), sink.Sequences);
        Assert.All(sink.Delivered, e => Assert.Equal(pipeline.SessionId, e.Event.SessionId));
    }

    [Fact]
    public async Task ALevelThatNoSinkTakesIsOffAtTheLogger()
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(
            sink,
            o =>
                o with
                {
                    MinLevel = LogLevel.Warning,
                    Levels = new Dictionary<string, LogLevel> { ["Shop"] = LogLevel.Debug },
                }
        );
        var shop = pipeline.LoggerProvider.CreateLogger("Shop.Orders");
        var other = pipeline.LoggerProvider.CreateLogger("Shopping");
        Assert.True(shop.IsEnabled(LogLevel.Debug));
        Assert.False(shop.IsEnabled(LogLevel.Trace));
        Assert.False(other.IsEnabled(LogLevel.Information));
        Assert.False(shop.IsEnabled(LogLevel.None));
    }

    [Fact]
    public void ADisabledLevelAllocatesNothing()
    {
        using var pipeline = Running.Pipeline(new CollectingSink(), o => o with { MinLevel = LogLevel.Warning });
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        OrderPlaced(logger, 1, "x");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            OrderPlaced(logger, i, "x");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [LoggerMessage(17, LogLevel.Information, "order {OrderId} of {Customer} placed")]
    private static partial void OrderPlaced(ILogger logger, int orderId, string customer);

    private static async Task<DeliveredEvent> EventOf(Action<ILogger> log)
    {
        var sink = new CollectingSink();
        await using var pipeline = Running.Pipeline(sink);
        log(pipeline.LoggerProvider.CreateLogger("Shop"));
        await pipeline.FlushAsync().WithinLimit();
        return Assert.Single(sink.Delivered);
    }

    /// <summary>As a dictionary that another thread changes.</summary>
    private sealed class ChangingScope : IEnumerable<KeyValuePair<string, object?>>
    {
        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return new("before", 1);
            throw new InvalidOperationException("Collection was modified");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
