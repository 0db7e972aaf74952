using System;
using System.Net;
using System.Net.Http;

namespace ActorLog.Sinks;

/// <summary>The one connection of a sender.</summary>
internal static class HttpConnection
{
    /// <summary>Opens nothing yet; the connection comes with the first request and is kept alive.</summary>
    public static HttpMessageInvoker Create(HttpSinkOptions options) =>
        new(
            new SocketsHttpHandler
            {
                // One connection: what is sent first arrives first.
                MaxConnectionsPerServer = 1,
                // A new one now and then, so that a change of the address is noticed.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = options.ConnectTimeout,
                UseProxy = options.Proxy != "none",
                Proxy = options.Proxy is "none" or "system" ? null : new WebProxy(options.Proxy),
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                // The pipeline must not be seen by what it carries: no activities, no trace headers.
                ActivityHeadersPropagator = null,
                // Answers are read by ResponseReader, within the time limit of the request; what it leaves is not waited for.
                MaxResponseDrainSize = 0,
            },
            disposeHandler: true
        );
}
