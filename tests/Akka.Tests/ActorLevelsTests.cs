using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Actor;
using Akka.Event;
using Xunit;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Tests;

/// <summary>Which prefix covers what, and whose path a line has.</summary>
public sealed class ActorLevelsTests
{
    [Theory]
    [InlineData("/user/orders", "akka://shop/user/orders", true)]
    [InlineData("/user/orders", "akka.tcp://shop@127.0.0.1:4053/user/orders/cart#17", true)]
    [InlineData("/user/orders", "akka://shop/user/orders2", false)]
    [InlineData("/user/orders*", "akka://shop/user/orders2", true)]
    [InlineData("/user/*/cart", "akka://shop/user/orders-1/cart", true)]
    [InlineData("/user/*/cart", "akka://shop/user/orders-1/cart/item", false)]
    [InlineData("/user/*/CART*", "akka://shop/user/orders-1/cart/item", true)]
    [InlineData("/user/*/cart", "akka://shop/user/cart", false)]
    [InlineData("*.Orders", "anything at all", true)]
    [InlineData("*.Cart", "anything at all", false)]
    [InlineData("/user/", "akka://shop/user/orders", true)]
    [InlineData("/", "akka://shop/user/orders", true)]
    [InlineData("/", "orders/incoming", false)]
    [InlineData("*", "anything at all", true)]
    [InlineData("/incoming", "orders/incoming", false)]
    [InlineData("/user", "Shop.Orders (akka://shop)", false)]
    public void APathRuleCoversThePathsBelowIt(string prefix, string source, bool isCovered)
    {
        var levels = new ActorLevels(new Dictionary<string, MelLogLevel> { [prefix] = MelLogLevel.Warning });
        Assert.Equal(isCovered ? MelLogLevel.Warning : MelLogLevel.Trace, levels.For("Shop.Orders", source));
    }

    [Fact]
    public async Task WhereTheSourceIsNoPathThatOfTheActorThatLogsCounts()
    {
        var levels = new Dictionary<string, MelLogLevel> { ["/user/quiet"] = MelLogLevel.Warning };
        await using var logged = Logged.Start(options: new AkkaLogOptions { Levels = levels });
        foreach (var name in (string[])["quiet", "loud"])
        {
            var actor = logged.System.ActorOf(Props.Create(() => new Teller()), name);
            await actor.Ask<string>(name).WithinLimit();
        }

        Logging.GetLogger(logged.System, "a text").Info("outside of actors");
        Assert.Equal(
            ["path: loud", "text: loud", "class: loud", "outside of actors"],
            (await logged.EventsAsync()).Select(e => e.Message)
        );
    }

    [Fact]
    public async Task ARuleForAkkaIsNoneForALoggerThatWasMadeForAText()
    {
        var levels = new Dictionary<string, MelLogLevel>
        {
            ["Akka"] = MelLogLevel.None,
            ["billing"] = MelLogLevel.Warning,
        };
        await using var logged = Logged.Start(options: new AkkaLogOptions { Levels = levels });
        logged.System.Log.Error("Akka's own");
        Logging.GetLogger(logged.System, "billing").Info("not wanted");
        Logging.GetLogger(logged.System, "shipping").Info("wanted");
        await logged.Pipeline.FlushAsync();
        Assert.Equal(["wanted"], logged.Sink.Messages);
    }

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            ILoggingAdapter[] logs =
            [
                Context.GetLogger(),
                Logging.GetLogger(Context.System, "a text"),
                Logging.GetLogger(Context.System, typeof(Teller)),
            ];
            Receive<string>(name =>
            {
                foreach (var (log, what) in logs.Zip(["path", "text", "class"]))
                {
                    log.Info("{What}: {Name}", what, name);
                }

                Sender.Tell(name);
            });
        }
    }
}
