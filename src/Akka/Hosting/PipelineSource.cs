using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Options;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace ActorLog.AkkaNet.Hosting;

/// <summary>Where the pipeline of a hosted actor system comes from: the container, or what one call of WithActorLog says.</summary>
/// <remarks>
/// Everything is read when the system starts: only then are the app's configuration and all of the service's HOCON there.
/// </remarks>
internal sealed class PipelineSource
{
    private const string BridgeKey = "akka";
    private const string DispatcherKey = "dispatcher";

    public Action<PipelineBuilder>? Configure { get; init; }

    public IConfigurationSection? Section { get; init; }

    /// <summary>The configuration that <see cref="Section"/> is part of, if it is known.</summary>
    public IConfiguration? Root { get; init; }

    public Func<AkkaLogOptions, AkkaLogOptions>? Change { get; init; }

    /// <summary>The service's HOCON as it is when the system starts.</summary>
    public Func<Config> Hocon { get; set; } = static () => Config.Empty;

    /// <exception cref="ConfigurationException">The service's HOCON has what Akka itself would not survive at the start.</exception>
    public ActorLogSetup CreateSetup()
    {
        _ = Block();
        return new ActorLogSetup(OpenOrSayWhere);
    }

    private IConfigurationSection Block() => Section ?? HoconSection.Of(Hocon(), "actorlog");

    private (LogPipeline Pipeline, AkkaLogOptions Options) OpenOrSayWhere(ExtendedActorSystem system)
    {
        var services = system.Settings.Setup.Get<DependencyResolverSetup>().Value.DependencyResolver;
        var app = services.GetService<IConfiguration>();
        try
        {
            return Open(system, services, app);
        }
        catch (InvalidOptionsException invalid)
        {
            throw HoconPlaces.AddTo(invalid, Root, app);
        }
    }

    private (LogPipeline Pipeline, AkkaLogOptions Options) Open(
        ExtendedActorSystem system,
        IDependencyResolver services,
        IConfiguration? app
    )
    {
        var block = Block();
        IConfigurationSection[] blocks = [.. AppBlocks(app), block];
        var errors = new List<OptionError>();
        if (Section is not null && Root is null && !Section.Exists())
        {
            errors.Add(new OptionError(Section.Path, "the configuration has no such block, or nothing in it"));
        }

        var options = ReadOptions(blocks, errors);
        var made = services.GetService<LogPipeline>();
        if (made is not null)
        {
            ThrowIfIdle(block, app);
        }

        if (made is not null && errors.Count > 0)
        {
            throw new InvalidOptionsException(errors);
        }

        return (made ?? Build(system, services, blocks, options, errors), options);
    }

    private AkkaLogOptions ReadOptions(IConfigurationSection[] blocks, List<OptionError> errors)
    {
        var options = new AkkaLogOptions();
        foreach (var block in blocks)
        {
            try
            {
                options = AkkaLogOptions.Read(block.GetSection(BridgeKey), options);
            }
            catch (InvalidOptionsException invalid)
            {
                errors.AddRange(invalid.Errors);
            }
        }

        return Change?.Invoke(options) ?? options;
    }

    /// <summary>The pipeline is made: what this call says of sinks would be read by nobody.</summary>
    private void ThrowIfIdle(IConfigurationSection block, IConfiguration? app)
    {
        if (Configure is not null)
        {
            throw new ConfigurationException(
                "AddActorLog() has made the app's pipeline already, so what WithActorLog(...) is given has no effect: "
                    + "give the sinks to AddActorLog(...) and call WithActorLog() without any."
            );
        }

        // What is part of the app's configuration as well has been read by AddActorLog().
        var idle = block
            .GetChildren()
            .FirstOrDefault(child =>
                child.Key is not (BridgeKey or DispatcherKey)
                && !AppBlocks(app).Any(known => known.GetSection(child.Key).Exists())
            );
        if (idle is not null)
        {
            throw new ConfigurationException(
                $"AddActorLog() has made the app's pipeline already, so {idle.Path.Replace(':', '.')} in the "
                    + (
                        Section is null || Root is not null
                            ? "service's HOCON has no effect: add the file to the app's configuration, which AddActorLog() reads"
                            : "section that WithActorLog(...) is given has no effect: give the section to AddActorLog(...) instead"
                    )
                    + ", or leave AddActorLog() out."
            );
        }
    }

    private static IConfigurationSection[] AppBlocks(IConfiguration? app) =>
        app is null ? [] : [app.GetSection("Logging:ActorLog"), app.GetSection("ActorLog")];

    private LogPipeline Build(
        ExtendedActorSystem system,
        IDependencyResolver services,
        IConfigurationSection[] blocks,
        AkkaLogOptions options,
        List<OptionError> errors
    )
    {
        var builder = LogPipeline
            .CreateBuilder()
            .AllowKeys(BridgeKey, DispatcherKey)
            .LeaveSignalsToHost(takesHangup: false);
        builder.Clock = services.GetService<TimeProvider>() ?? builder.Clock;
        foreach (var block in blocks.Where(block => block.Exists()))
        {
            builder.Configure(block);
        }

        Configure?.Invoke(builder);
        if (errors.Count > 0)
        {
            throw new InvalidOptionsException([.. errors, .. builder.Validate()]);
        }

        if (options.UseAkkaEngine)
        {
            builder.UseEngine(() => new AkkaEngine(system, options.Dispatcher));
        }

        var pipeline = builder.Build();
        LoggerFactoryEntry.Add(pipeline, services);
        return pipeline;
    }
}
