using System;
using System.Collections.Generic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorLog;

/// <summary>Adds the pipeline to an app's health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds a check of the pipeline that <c>AddActorLog</c> registered.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name. Default: <c>actorlog</c>.</param>
    /// <param name="failureStatus">What a stopped sink means. Default: unhealthy.</param>
    /// <param name="tags">Tags to select checks by.</param>
    public static IHealthChecksBuilder AddActorLog(
        this IHealthChecksBuilder builder,
        string name = "actorlog",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(
            new HealthCheckRegistration(
                name,
                services => new PipelineHealthCheck(services.GetRequiredService<LogPipeline>()),
                failureStatus,
                tags
            )
        );
    }
}
