using System;
using System.Linq;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace ActorLog.AkkaNet.Hosting;

/// <summary>Where the pipeline of a hosted actor system comes from: the container, or what one call of WithActorLog says.</summary>
internal sealed class PipelineSource
{
    private const string BridgeKey = "akka";

    public Action<PipelineBuilder>? Configure { get; init; }

    public IConfigurationSection? Section { get; init; }

    public Func<AkkaLogOptions, AkkaLogOptions>? Change { get; init; }

    /// <summary>The service's HOCON as it is when the system starts.</summary>
    public Func<Config> Hocon { get; set; } = static () => Config.Empty;

    public ActorLogSetup CreateSetup()
    {
        var options = ReadOptions();
        return new ActorLogSetup(system => PipelineFor(system, options), options);
    }

    private IConfigurationSection Block => Section ?? HoconSection.Of(Hocon(), "actorlog");

    private AkkaLogOptions ReadOptions()
    {
        var options = AkkaLogOptions.Read(Block.GetSection(BridgeKey), new AkkaLogOptions());
        return Change?.Invoke(options) ?? options;
    }

    private LogPipeline PipelineFor(ExtendedActorSystem system, AkkaLogOptions options)
    {
        var services = system.Settings.Setup.Get<DependencyResolverSetup>().Value.DependencyResolver;
        if (services.GetService<LogPipeline>() is not { } made)
        {
            return Build(system, services, options);
        }

        if (Configure is not null || Section is not null)
        {
            throw new ConfigurationException(
                "AddActorLog() has made the app's pipeline already, so what WithActorLog(...) is given has no effect: "
                    + "give the sinks to AddActorLog(...) and call WithActorLog() without any."
            );
        }

        return made;
    }

    private LogPipeline Build(ExtendedActorSystem system, IDependencyResolver services, AkkaLogOptions options)
    {
        var builder = LogPipeline.CreateBuilder().AllowKeys("log-level", BridgeKey, "dispatcher").LeaveSignalsToHost();
        builder.Clock = services.GetService<TimeProvider>() ?? builder.Clock;
        var configuration = services.GetService<IConfiguration>();
        IConfigurationSection?[] blocks =
        [
            configuration?.GetSection("Logging:ActorLog"),
            configuration?.GetSection("ActorLog"),
            Block,
        ];
        foreach (var block in blocks)
        {
            if (block is not null && block.GetChildren().Any())
            {
                builder.Configure(block);
            }
        }

        Configure?.Invoke(builder);
        if (options.UseAkkaEngine)
        {
            builder.UseEngine(() => new AkkaEngine(system, options.Dispatcher));
        }

        var pipeline = builder.Build();
        LoggerFactoryEntry.Add(pipeline, services);
        return pipeline;
    }
}
