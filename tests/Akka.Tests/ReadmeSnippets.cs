using System.Threading.Tasks;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorLog.AkkaNet.Tests;

/// <summary>The code of src/Akka/README.md, compiled.</summary>
internal static class ReadmeSnippets
{
    public static void OneLine(HostApplicationBuilder builder)
    {
        builder.Services.AddAkka("orders", b => b.WithActorLog());
    }

    public static void Ways(AkkaConfigurationBuilder b, IConfiguration configuration)
    {
        b.WithActorLog(p => p.AddConsole().AddFile("logs/app.log"));
        b.WithActorLog(configuration.GetSection("actorlog"));
        b.WithActorLog("akka.conf");
    }

    public static void WithFirstLines(HostApplicationBuilder builder)
    {
        builder.Logging.AddActorLog(p => p.AddConsole());
        builder.Services.AddAkka("orders", b => b.WithActorLog());
    }

    public static void Levels(ActorSystem system)
    {
        ActorLogExtension.Get(system).Levels.Set("/user/orders", LogLevel.Debug);
    }

    public static async Task WithoutHosting(Config config)
    {
        await using var pipeline = LogPipeline.CreateBuilder().AddConsole().Build();
        var system = ActorSystem.Create("orders", ActorLogSetup.For(pipeline).WithConfig(config));
        await system.WhenTerminated;
    }
}
