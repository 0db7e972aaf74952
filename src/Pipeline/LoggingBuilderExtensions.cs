using System;
using ActorLog.Capture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorLog;

/// <summary>The front door for apps with dependency injection: <c>builder.Logging.AddActorLog()</c>.</summary>
public static class LoggingBuilderExtensions
{
    /// <summary>Adds the pipeline as a logger provider.</summary>
    /// <remarks>
    /// <para>
    /// Sinks and options come from the <see cref="IConfiguration"/> among the services, if there is one, as in every host: from
    /// <c>Logging:ActorLog</c> and from <c>ActorLog</c>. What <c>AddConfiguration</c> is given is for level filters alone. Without
    /// any sink it writes to the console. When it writes to the console, it takes the place of the built-in console provider, so
    /// that no line appears twice.
    /// </para>
    /// <para>The level filters of .NET apply, under the alias <c>ActorLog</c>. Calling it again adds to what was set before.</para>
    /// </remarks>
    public static ILoggingBuilder AddActorLog(this ILoggingBuilder builder) => builder.AddActorLog(static _ => { });

    /// <summary>Adds the pipeline as a logger provider, configured from a block of any configuration.</summary>
    /// <param name="builder">The logging builder.</param>
    /// <param name="section">
    /// The block, such as <c>configuration.GetSection("actorlog")</c>. One that is not there is an error when the app starts:
    /// its name is mistyped, or its file was not found.
    /// </param>
    public static ILoggingBuilder AddActorLog(this ILoggingBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddActorLog(pipeline => pipeline.ConfigureFromExisting(section));
    }

    /// <summary>Adds the pipeline as a logger provider, put together in code.</summary>
    /// <param name="builder">The logging builder.</param>
    /// <param name="configure">Adds sinks: <c>p => p.AddConsole().AddFile("logs/app.log")</c>.</param>
    public static ILoggingBuilder AddActorLog(this ILoggingBuilder builder, Action<PipelineBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        Rehearsal.Begin();
        var services = builder.Services;
        services.AddSingleton(new PipelineSetup(configure));
        services.TryAddSingleton(BuildPipeline);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, HostedLoggerProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PipelineLifetime>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, BuiltInConsoleSilencer>()
        );
        return builder;
    }

    private static LogPipeline BuildPipeline(IServiceProvider services)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.Clock = services.GetService<TimeProvider>() ?? builder.Clock;

        // The block akka is for ActorLog.Akka, if the app has it.
        builder.AllowKeys("akka");
        if (services.GetService<IConfiguration>() is { } configuration)
        {
            foreach (var path in (string[])["Logging:ActorLog", "ActorLog"])
            {
                var section = configuration.GetSection(path);
                if (section.Exists())
                {
                    builder.Configure(section);
                }
            }
        }

        foreach (var setup in services.GetServices<PipelineSetup>())
        {
            setup.Configure(builder);
        }

        return builder.Build();
    }

    /// <summary>What one call of AddActorLog wants.</summary>
    private sealed record PipelineSetup(Action<PipelineBuilder> Configure);
}
