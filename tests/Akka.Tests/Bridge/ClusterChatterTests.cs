using System;
using System.Threading.Tasks;
using ActorLog.Kit;
using Akka.Cluster;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Bridge;

/// <summary>Remoting and cluster at debug level: much is told, of the pipeline nothing, and what is told makes nothing more to tell.</summary>
public sealed class ClusterChatterTests
{
    private const string Hocon = """
        akka {
          loglevel = DEBUG
          actor {
            provider = cluster
            debug { receive = on, autoreceive = on, lifecycle = on, event-stream = on, unhandled = on }
          }
          remote {
            log-received-messages = on
            log-sent-messages = on
            dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
          }
          cluster { roles = [shop], debug.verbose-heartbeat-logging = on, debug.verbose-receive-gossip-logging = on }
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ThePipelineIsNotAmongWhatIsTold(bool akkaEngine)
    {
        var sink = new CollectingSink();
        var engine = akkaEngine ? new AkkaEngine() : null;
        await using var pipeline = Logged.BuildPipeline(b =>
            (engine is null ? b : b.UseEngine(() => engine)).AddSink("sink", _ => sink.Create())
        );
        var system = Logged.StartSystem(pipeline, Hocon);
        engine?.AttachTo(system);
        var cluster = Cluster.Get(system);
        cluster.Join(cluster.SelfAddress);
        await Eventually.HoldsAsync(() => cluster.SelfMember.Status == MemberStatus.Up, "the node is up");

        // An event that made another would be a thousand of them by now.
        for (var round = 0; round < 1_000; round++)
        {
            await pipeline.FlushAsync().WithinLimit();
        }

        var told = sink.Delivered;
        Assert.InRange(told.Count, 50, 2_000);
        Assert.DoesNotContain(told, e => Text(e, "LogSource").Contains("/system/actorlog-", StringComparison.Ordinal));
        Assert.All(told, e => Assert.Equal(cluster.SelfAddress.ToString(), Text(e, "Address")));
        Assert.All(told, e => Assert.Equal("shop", Text(e, "Roles")));
        await system.Terminate().WithinLimit();
    }

    private static string Text(DeliveredEvent delivered, string name) =>
        delivered.Event.TryGetProperty(name, out var value) ? value.Text ?? "" : "";
}
