using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.AkkaNet.Bridge;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Runtime;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;
using Microsoft.Extensions.Logging;
using Xunit;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>What an event has when it comes out of the pipeline, and that no line can do harm on its way.</summary>
public sealed class CaptureTests
{
    [Fact]
    public async Task TemplateAndParametersAreKeptApart()
    {
        await using var logged = Logged.Start();
        Log(logged).Info("user {UserId} did {Action}", 42, "buy");
        var arrived = Assert.Single(await logged.EventsAsync());
        Assert.Equal("user 42 did buy", arrived.Message);
        Assert.Equal("user {UserId} did {Action}", arrived.Event.Template.Text);
        Assert.Equal(42, Value(arrived, "UserId").AsInt32);
        Assert.Equal("buy", Value(arrived, "Action").Text);
        Assert.Equal(2, arrived.Event.MessagePropertyCount);
    }

    [Theory]
    [InlineData("{1} then {0}", "b then a")]
    [InlineData("{0} and again {0}", "a and again a")]
    [InlineData("{0,4}|{1,-3}|", "   a|b  |")]
    [InlineData("{{0}} {0}", "{0} a")]
    public async Task NumbersMeanWhatTheyMeanToStringFormat(string template, string expected)
    {
        await using var logged = Logged.Start();
        Log(logged).Info(template, "a", "b");
        Assert.Equal(expected, Assert.Single(await logged.EventsAsync()).Message);
    }

    [Theory]
    [InlineData("{0} {1} {2}", "{0} {1} {2} [a, b]")]
    [InlineData("{A} {B} {C}", "{A} {B} {C} [a, b]")]
    [InlineData("open { and {0", "open { and {0")]
    [InlineData("{0} {Name}", "{0} {Name} [a, b]")]
    [InlineData("100 % }", "100 % }")]
    public async Task ABadTemplateBecomesTextAndNeverThrows(string template, string expected)
    {
        await using var logged = Logged.Start();
        Log(logged).Info(template, "a", "b");
        Assert.Equal(expected, Assert.Single(await logged.EventsAsync()).Message);
    }

    [Fact]
    public async Task ANullInPlaceOfTheArgumentsLeavesTheTemplateAndWhereItCameFrom()
    {
        await using var logged = Logged.Start();
        Log(logged).Info("user {UserId}", (object[])null!);
        Log(logged).Info("user {0}", (object[])null!);
        var events = await logged.EventsAsync();
        Assert.Equal(["user {UserId}", "user {0}"], events.Select(e => e.Message));
        Assert.Equal("orders", Value(events[0], "ActorSystem").Text);
    }

    [Fact]
    public async Task AnArgumentThatThrowsOrLogsBecomesAPlaceholder()
    {
        await using var logged = Logged.Start();
        var log = Log(logged);
        log.Info("order {Order}", new Hostile());
        log.Info("order {Order}", new Talkative(log));
        log.Info("after");
        var messages = (await logged.EventsAsync()).Select(e => e.Message).ToArray();
        Assert.Equal(3, messages.Length);
        Assert.Contains("ToString threw InvalidOperationException", messages[0], StringComparison.Ordinal);
        Assert.Equal(["order talkative", "after"], messages[1..]);
        Assert.Equal(1, logged.Pipeline.Refused[DropReason.Reentrant, MelLogLevel.Information]);
    }

    [Fact]
    public async Task AnArgumentThatLogsWhenTheFilterLooksAtItLogsOnce()
    {
        var filter = new LogFilterBuilder().ExcludeMessageContaining("secret").Build();
        await using var logged = Logged.Start(with: setup => setup.And((Setup)filter));
        var log = Log(logged);
        log.Info("order {0}", new Talkative(log));
        Assert.Equal(["a line in a line", "order talkative"], (await logged.EventsAsync()).Select(e => e.Message));
        Assert.Equal(1, logged.Pipeline.Refused[DropReason.Reentrant, MelLogLevel.Information]);
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2WhatCanChangeLaterIsRenderedAtTheCall()
    {
        await using var logged = Logged.Start();
        var (list, array) = (new List<int> { 1, 2 }, new object[] { 1 });
        var log = Log(logged);
        log.Info("items {Items}", list);
        log.Info("boxed {Items} {Number}", (object)list, 7);
        log.Info("array {0}", array);
        log.WithContext("Seen", list).Info("context");
        list.Clear();
        array[0] = 2;
        var events = await logged.EventsAsync();
        Assert.Equal(["items 1, 2", "boxed 1, 2 7", "array 1", "context"], events.Select(e => e.Message));
        Assert.Equal("1, 2", Value(events[3], "Seen").Text);
    }

    [Fact]
    public async Task ALineThatComesOftenIsReadByCompiledCodeAndLaterAsItWasBefore()
    {
        Action<ILoggingAdapter>[] lines =
        [
            log => log.Info("user {UserId} did {Action} in {Elapsed:0.00} ms", 42, "buy", 12.5),
            log => log.Info("{0} then {1} then {2}", 42, "buy", 12.5),
            log => log.Info("{2} before {1} before {0}", 42, "buy", 12.5),
            log => log.Info("{A} and what is left over", 42, "buy", 12.5),
            log => log.Info("{A} {B} {C} {D}", 42, "buy", 12.5),
            log => log.Info("{0} {Name} {1}", 42, "buy", 12.5),
            log => log.Info("{Null} {Day} {List}", (string?)null, DayOfWeek.Monday, new List<int> { 1, 2 }),
            log => log.Info("{One}", (short)-1),
            log => log.Info("{1} {2} {3} {4} {5} {6}", 1, 2L, 3u, 4m, true, Guid.Empty),
            log => log.Info("no holes"),
            log => log.Info("an array {0} {1}", new object[] { 1, "two" }),
        ];
        await using var logged = Logged.Start();
        var log = Log(logged);
        const int Calm = 3;
        var times = MessageReader.UsesUntilCompiled + 10 + Calm;
        foreach (var line in lines)
        {
            for (var i = 0; i < times; i++)
            {
                line(log);
                if (i >= times - Calm)
                {
                    // With nothing else on its way the router reads the next one.
                    await logged.Pipeline.FlushAsync().WithinLimit();
                }
            }
        }

        var events = await logged.EventsAsync();
        Assert.Equal(lines.Length * times, events.Length);
        Assert.Equal("user 42 did buy in 12.50 ms", events[0].Message);
        var akka = typeof(LogMessage).Assembly;
        var values = akka.GetType("Akka.Event.LogValues`3")!
            .MakeGenericType(typeof(int), typeof(string), typeof(double));
        Assert.True(MessageReader.Of(akka.GetType("Akka.Event.LogMessage`1")!.MakeGenericType(values)).IsCompiled);
        foreach (var sameLine in events.Chunk(times))
        {
            Assert.Single(sameLine.Select(e => e.Message).Distinct());
            Assert.Single(sameLine.Select(Properties).Distinct());
        }
    }

    [Fact]
    [Trait("Law", "2")]
    public async Task Law2OfALineThatComesOftenOnlyWhatCannotChangeIsReadLater()
    {
        await using var logged = Logged.Start();
        var (log, list) = (Log(logged), new List<int> { 1, 2 });
        for (var i = 0; i < MessageReader.UsesUntilCompiled + 10; i++)
        {
            log.Info("user {UserId} did {Action} in {Elapsed}", 42, "buy", 12.5);
            log.Info("items {Items}", list);
            log.Info("boxed {Items}", (object)list);
        }

        list.Clear();
        var events = await logged.EventsAsync();
        Assert.All(
            events.Where((_, i) => i % 3 > 0),
            e => Assert.Contains("1, 2", e.Message, StringComparison.Ordinal)
        );

        Assert.Equal(256 + (3 * 40) + 24 + (2 * 3), Weigh(Message(42, "buy", 12.5)));
        Assert.Equal(256 + (3 * 40), Weigh(Message<int, string?, double>(42, null, 12.5)));
        Assert.True(Weigh("text") > 0);
        Assert.True(Weigh(Message(42, new string('x', 1_000_000), 12.5)) < 0);
        Assert.True(Weigh(new string('x', 1_000_000)) < 0);
        Assert.True(Weigh(Message(1, 2, 3)) < 0, "this kind has not come often");
        Assert.True(Weigh(list) < 0);
        Assert.True(Weigh(Message(42, "buy", 12.5), new InvalidOperationException()) < 0);
    }

    [Fact]
    public async Task AnActorsLinesHaveItsPathItsClassAndWhereTheyHappened()
    {
        await using var logged = Logged.Start();
        logged.System.ActorOf(Props.Create(() => new Teller()), "teller").Tell("hello");
        await Eventually.HoldsAsync(
            () => logged.Sink.Delivered.Any(e => e.Message == "told hello"),
            "the line arrives"
        );
        var arrived = Assert.Single(await logged.EventsAsync());
        Assert.Equal(typeof(Teller).FullName, arrived.Category);
        Assert.Equal("akka://orders/user/teller", Value(arrived, "ActorPath").Text);
        Assert.StartsWith("akka://orders/user/teller", Value(arrived, "LogSource").Text, StringComparison.Ordinal);
        Assert.Equal("orders", Value(arrived, "ActorSystem").Text);
        Assert.Equal("akka://orders", Value(arrived, "Address").Text);
        Assert.NotEqual(0, arrived.Event.ThreadId);
    }

    [Fact]
    public async Task ALoggerForATextHasTheTextAsItsCategory()
    {
        await using var logged = Logged.Start();
        var (billing, shipping) = (
            Logging.GetLogger(logged.System, "billing"),
            Logging.GetLogger(logged.System, "shipping")
        );
        billing.Info("paid");
        shipping.Info("sent");
        billing.Info("paid again");
        Logging.GetLogger(logged.System.EventStream, "bus").Info("without a system");
        Logging.GetLogger(logged.System, "akka://orders/user/flow-1").Info("from a place that is no category");
        var events = await logged.EventsAsync();
        Assert.Equal(["billing", "shipping", "billing", "bus", "Akka"], events.Select(e => e.Category));
        Assert.Equal("billing (akka://orders)", Value(events[0], "LogSource").Text);
    }

    [Fact]
    public async Task AGenericClassIsACategoryWithoutItsTypeArguments()
    {
        await using var logged = Logged.Start();
        Logging.GetLogger(logged.System, typeof(Cart<string>)).Info("a cart");
        Logging.GetLogger(logged.System, typeof(Cart<int>.Item)).Info("an item");
        var cart = $"{typeof(CaptureTests).FullName}+Cart";
        Assert.Equal([cart, $"{cart}+Item"], (await logged.EventsAsync()).Select(e => e.Category));
    }

    [Fact]
    public async Task RolesOfTheNodeAreOnEachEvent()
    {
        await using var logged = Logged.Start("akka.cluster.roles = [shop, eu]");
        Log(logged).Info("hello");
        Assert.Equal("shop, eu", Value(Assert.Single(await logged.EventsAsync()), "Roles").Text);
    }

    [Fact]
    public async Task TheCauseAndTheLevelArrive()
    {
        await using var logged = Logged.Start("akka.loglevel = DEBUG");
        var log = Log(logged);
        log.Error(new InvalidOperationException("no stock"), "order {Id} failed", 17);
        log.Warning("warning");
        log.Debug("debug");
        var events = await logged.EventsAsync();
        Assert.Equal([MelLogLevel.Error, MelLogLevel.Warning, MelLogLevel.Debug], events.Select(e => e.Event.Level));
        Assert.Equal("no stock", events[0].Event.Exception?.Message);
        Assert.Equal("order 17 failed", events[0].Message);
    }

    [Fact]
    public async Task TraceAndScopesOfTheCallerArrive()
    {
        await using var logged = Logged.Start();
        using var factory = new LoggerFactory([logged.Pipeline.LoggerProvider]);
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (factory.CreateLogger("app").BeginScope("order {OrderId}", 17))
        {
            Log(logged).Info("inside");
        }

        var arrived = Assert.Single(await logged.EventsAsync());
        Assert.Equal(activity.TraceId.ToHexString(), arrived.Event.TraceId);
        Assert.Equal(activity.SpanId.ToHexString(), arrived.Event.SpanId);
        Assert.Equal(17, Value(arrived, "OrderId").AsInt32);
    }

    [Fact]
    public async Task ContextOfAkkasAdapterArrives()
    {
        await using var logged = Logged.Start();
        Log(logged).WithContext("Tenant", "blue").Info("order {Id}", 1);
        var arrived = Assert.Single(await logged.EventsAsync());
        Assert.Equal("blue", Value(arrived, "Tenant").Text);
        Assert.Equal("order 1", arrived.Message);
    }

    [Fact]
    public async Task AkkasOwnFilterIsRespected()
    {
        var filter = new LogFilterBuilder().ExcludeMessageContaining("secret").Build();
        await using var logged = Logged.Start(with: setup => setup.And((Setup)filter));
        var log = Log(logged);
        log.Info("a secret");
        log.Info("no news");
        log.Info("{0} {1}", "bad template");
        Assert.Equal(["no news", "{0} {1} [bad template]"], (await logged.EventsAsync()).Select(e => e.Message));
    }

    [Fact]
    public async Task LevelsByPathAndCategoryCanBeChangedWhileTheSystemRuns()
    {
        var levels = new Dictionary<string, MelLogLevel>
        {
            ["/user/quiet"] = MelLogLevel.Warning,
            ["Akka.Noise"] = MelLogLevel.None,
        };
        await using var logged = Logged.Start("akka.loglevel = DEBUG", new AkkaLogOptions { Levels = levels });
        var quiet = Logging.GetLogger(logged.System, "akka://orders/user/quiet/child");
        var loud = Logging.GetLogger(logged.System, "akka://orders/user/quieter");
        quiet.Info("1 not wanted");
        loud.Info("2 wanted");
        ActorLogExtension.Get(logged.System).Levels.Set("/user/quiet/child", MelLogLevel.Debug);
        quiet.Debug("3 wanted");
        ActorLogExtension.Get(logged.System).Levels.Remove("/user/quiet/child");
        quiet.Info("4 not wanted");
        logged.System.EventStream.SetLogLevel(Akka.Event.LogLevel.ErrorLevel);
        loud.Warning("5 not wanted by akka.loglevel");
        await logged.Pipeline.FlushAsync().WithinLimit();
        var own = logged.Sink.Messages.Where(m => m.Contains("wanted", StringComparison.Ordinal));
        Assert.Equal(["2 wanted", "3 wanted"], own);
    }

    private static ILoggingAdapter Log(Logged logged) => Logging.GetLogger(logged.System, typeof(CaptureTests));

    private static LogValue Value(DeliveredEvent arrived, string name)
    {
        Assert.True(arrived.Event.TryGetProperty(name, out var value), $"the event has {name}");
        return value;
    }

    // A TestKit leaves its actor behind as the one that runs on its thread, and the next line may be logged on that thread.
    private static string Properties(DeliveredEvent arrived) =>
        string.Join('|', arrived.Event.Properties.ToArray().Where(property => property.Name != "ActorPath"));

    /// <summary>What Akka makes of a template and three values.</summary>
    private static object Message<T1, T2, T3>(T1 first, T2 second, T3 third)
    {
        var akka = typeof(LogMessage).Assembly;
        var values = akka.GetType("Akka.Event.LogValues`3")!.MakeGenericType(typeof(T1), typeof(T2), typeof(T3));
        return Activator.CreateInstance(
            akka.GetType("Akka.Event.LogMessage`1")!.MakeGenericType(values),
            DefaultLogMessageFormatter.Instance,
            "user {UserId} did {Action} in {Elapsed}",
            Activator.CreateInstance(values, first, second, third)
        )!;
    }

    private static int Weigh(object message, Exception? cause = null) =>
        BusCapture.Weigh(new Info(cause, "source", typeof(CaptureTests), message), CallerCache.OfThread);

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            Receive<string>(text => Context.GetLogger().Info("told {Text}", text));
        }
    }

    private sealed class Cart<T>
    {
        internal sealed class Item;
    }

    private sealed class Hostile
    {
        public override string ToString() => throw new InvalidOperationException();
    }

    private sealed class Talkative(ILoggingAdapter log)
    {
        public override string ToString()
        {
            log.Info("a line in a line");
            return "talkative";
        }
    }
}
