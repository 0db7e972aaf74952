using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.AkkaNet;
using ActorLog.Hocon;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AkkaService;

/// <summary>A node of the cluster: takes orders, and logs them to the one host of all nodes.</summary>
internal static class Node
{
    private const int Tills = 50;

    public static async Task<int> RunAsync(string name, int port, int seedPort, string hostUrl)
    {
        // What all nodes share is in the file; what makes this node is laid over it.
        var file = Path.Combine(AppContext.BaseDirectory, "akka.conf");
        var node = $$"""
            akka.remote.dot-netty.tcp.port = {{port}}
            akka.cluster.seed-nodes = ["akka.tcp://orders@127.0.0.1:{{seedPort}}"]
            akka.cluster.roles = ["{{name}}"]
            # With a neighbour killed the cluster cannot agree on a farewell: do not wait for it for long.
            akka.coordinated-shutdown.phases { cluster-leave.timeout = 1s, cluster-exiting.timeout = 1s }
            """;
        var logging = new ConfigurationBuilder()
            .AddHocon(source => source.Path = file)
            .AddInMemoryCollection(new Dictionary<string, string?> { ["actorlog:sinks:host:url"] = hostUrl })
            .Build()
            .GetSection("actorlog");

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka(
            "orders",
            akka =>
                akka.AddHocon(node, HoconAddMode.Append)
                    .AddHoconFile(file, HoconAddMode.Append)
                    .WithActorLog(logging)
                    .WithActors(
                        (system, _) =>
                        {
                            system.ActorOf(Props.Create(() => new OrderDesk(name)), "orders");
                            foreach (var till in Enumerable.Range(1, Tills))
                            {
                                system.ActorOf(Props.Create(() => new Till(name)), $"till-{till}");
                            }
                        }
                    )
        );
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }
}
