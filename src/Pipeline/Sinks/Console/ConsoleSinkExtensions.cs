using System;
using ActorLog.Sinks;

namespace ActorLog;

/// <summary>Adds the console to a pipeline.</summary>
public static class ConsoleSinkExtensions
{
    /// <summary>Adds a sink named <c>console</c> that writes to stdout.</summary>
    /// <remarks>It replaces a sink of that name.</remarks>
    /// <param name="builder">The pipeline.</param>
    /// <param name="configure">Changes its options: <c>o => o with { Format = "json" }</c>.</param>
    public static PipelineBuilder AddConsole(
        this PipelineBuilder builder,
        Func<ConsoleSinkOptions, ConsoleSinkOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new ConsoleSinkOptions();
        return builder.AddSink("console", configure?.Invoke(options) ?? options);
    }
}
