using System;
using ActorLog.Sinks;

namespace ActorLog;

/// <summary>Adds HTTP endpoints to a pipeline.</summary>
public static class HttpSinkExtensions
{
    /// <summary>Adds a sink named <c>http</c> that posts events to an endpoint, one request at a time and in order.</summary>
    /// <remarks>It replaces a sink of that name: a further endpoint needs a name of its own, by <c>AddSink("audit", new HttpSinkOptions { ... })</c>.</remarks>
    /// <param name="builder">The pipeline.</param>
    /// <param name="url">The endpoint.</param>
    /// <param name="configure">Changes its options: <c>o => o with { Payload = HttpPayload.NdJson }</c>.</param>
    public static PipelineBuilder AddHttp(
        this PipelineBuilder builder,
        string url,
        Func<HttpSinkOptions, HttpSinkOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        var options = new HttpSinkOptions { Url = url };
        return builder.AddSink("http", configure?.Invoke(options) ?? options);
    }
}
