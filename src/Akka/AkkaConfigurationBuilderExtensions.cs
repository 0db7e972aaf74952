using System;
using System.IO;
using System.Linq;
using ActorLog.AkkaNet.Hosting;
using ActorLog.Hocon;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;

namespace ActorLog.AkkaNet;

/// <summary>The front door in Akka.Hosting: <c>services.AddAkka("orders", b => b.WithActorLog())</c>.</summary>
/// <remarks>
/// Lines of the actor system and of the app's <c>ILogger</c> go to one pipeline: that of <c>AddActorLog</c>, if the app has
/// called it, else one that is made here, from the app's configuration (<c>ActorLog</c>, <c>Logging:ActorLog</c>), from the
/// block <c>actorlog</c> of the service's HOCON, and from what the call says, in this order. Call it after
/// <c>ConfigureLoggers</c>, if you need that.
/// </remarks>
public static class AkkaConfigurationBuilderExtensions
{
    /// <summary>Sends the actor system's lines to the pipeline.</summary>
    /// <param name="builder">The actor system's builder.</param>
    /// <param name="options">Changes the bridge's options, after the configuration.</param>
    public static AkkaConfigurationBuilder WithActorLog(
        this AkkaConfigurationBuilder builder,
        Func<AkkaLogOptions, AkkaLogOptions>? options = null
    ) => builder.Add(new PipelineSource { Change = options });

    /// <summary>Sends the actor system's lines to the pipeline, put together in code.</summary>
    /// <param name="builder">The actor system's builder.</param>
    /// <param name="configure">Adds sinks: <c>p => p.AddConsole().AddFile("logs/app.log")</c>.</param>
    /// <param name="options">Changes the bridge's options, after the configuration.</param>
    public static AkkaConfigurationBuilder WithActorLog(
        this AkkaConfigurationBuilder builder,
        Action<PipelineBuilder> configure,
        Func<AkkaLogOptions, AkkaLogOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Add(new PipelineSource { Configure = configure, Change = options });
    }

    /// <summary>Sends the actor system's lines to the pipeline, configured from a block of any configuration.</summary>
    /// <param name="builder">The actor system's builder.</param>
    /// <param name="section">
    /// The block, such as <c>configuration.GetSection("actorlog")</c>; its block <c>akka</c> is the bridge's. One that is not
    /// there is an error when the actor system starts: its name is mistyped, or its file was not found.
    /// </param>
    /// <param name="options">Changes the bridge's options, after the configuration.</param>
    public static AkkaConfigurationBuilder WithActorLog(
        this AkkaConfigurationBuilder builder,
        IConfigurationSection section,
        Func<AkkaLogOptions, AkkaLogOptions>? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.Add(new PipelineSource { Section = section, Change = options });
    }

    /// <summary>Sends the actor system's lines to the pipeline, both configured from the service's HOCON file.</summary>
    /// <param name="builder">The actor system's builder.</param>
    /// <param name="hoconFile">
    /// The file with <c>akka</c> and <c>actorlog</c>. It is read and resolved by ActorLog's parser, so that all of HOCON
    /// works in it (Akka's own dies on an unset <c>${?X}</c>); Akka is given the result.
    /// </param>
    /// <param name="options">Changes the bridge's options, after the file.</param>
    /// <exception cref="HoconException">The file is missing or wrong; it says where.</exception>
    public static AkkaConfigurationBuilder WithActorLog(
        this AkkaConfigurationBuilder builder,
        string hoconFile,
        Func<AkkaLogOptions, AkkaLogOptions>? options = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(hoconFile);
        var path = Path.GetFullPath(hoconFile);
        var text = HoconConfig.ParseFile(path).Resolve().ToJson();
        builder.AddHocon(ConfigurationFactory.ParseString(text), HoconAddMode.Prepend);
        var root = new ConfigurationBuilder().AddHocon(source => source.Path = path).Build();
        return builder.Add(
            new PipelineSource
            {
                Section = root.GetSection("actorlog"),
                Root = root,
                Change = options,
            }
        );
    }

    private static AkkaConfigurationBuilder Add(this AkkaConfigurationBuilder builder, PipelineSource source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Setups.Any(setup => setup is ActorLogSetup))
        {
            throw new ConfigurationException("WithActorLog() was called twice for one actor system.");
        }

        source.Hocon = () => builder.Configuration.GetOrElse(Config.Empty);
        var setup = source.CreateSetup();
        return builder
            .AddHocon(ActorLogSetup.HoconOver(source.Hocon()), HoconAddMode.Prepend)
            .AddSetup(setup)
            .WithExtension<ActorLogExtensionId>()
            .WithHealthCheck(
                "actorlog",
                static (system, _, cancellation) =>
                    new PipelineHealthCheck(ActorLogExtension.Get(system).Pipeline).CheckHealthAsync(
                        null!,
                        cancellation
                    )
            )
            // An extension that fails is only logged by Akka: asking for it makes the app's start fail instead. And Akka.Hosting
            // has made the coordinated shutdown by now.
            .AddStartup(static (system, _) => ActorLogExtension.Get(system).JoinShutdown(system));
    }
}
