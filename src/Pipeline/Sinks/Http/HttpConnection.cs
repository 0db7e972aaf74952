using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Sinks;

/// <summary>The one connection of a sender.</summary>
internal static class HttpConnection
{
    // As long as curl and the runtime wait for an answer to Expect: 100-continue.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(1);

    /// <summary>Opens nothing yet; the connection comes with the first request and is kept alive.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="clock">The time.</param>
    /// <param name="lookup">Finds the addresses of a name; the system's when null.</param>
    public static HttpMessageInvoker Create(
        HttpSinkOptions options,
        TimeProvider clock,
        Func<string, CancellationToken, Task<IPAddress[]>>? lookup = null
    ) =>
        new(
            new SocketsHttpHandler
            {
                // One connection: what is sent first arrives first.
                MaxConnectionsPerServer = 1,
                // A new one now and then, so that a change of the address is noticed.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = options.ConnectTimeout,
                // Then the body is sent unasked; there must be time left for it.
                Expect100ContinueTimeout =
                    options.Timeout < 4 * LongestQuestion ? options.Timeout / 4 : LongestQuestion,
                ConnectCallback = (context, cancellationToken) =>
                    ConnectAsync(context.DnsEndPoint, lookup ?? Dns.GetHostAddressesAsync, clock, cancellationToken),
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

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint name,
        Func<string, CancellationToken, Task<IPAddress[]>> lookup,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        // A lookup that has begun is ended by no token where the system has no other than one that blocks a thread.
        var addresses = await lookup(name.Host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : await AddressRace
                .RunAsync(
                    addresses,
                    (address, lost) => ConnectAsync(new IPEndPoint(address, name.Port), lost),
                    clock,
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
