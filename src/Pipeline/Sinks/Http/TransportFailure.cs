using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ActorLog.Sinks;

/// <summary>What follows when there is no answer at all. Pure.</summary>
internal static class TransportFailure
{
    // How the runtime has it when no TLS comes back, such as an answer in HTTP.
    private const string NoTls = "Cannot determine the frame size or a corrupted frame was received.";

    private const string PlainPort = "what answers there is not TLS, and url has https";

    /// <summary>Whether the exception comes from the network and not from a mistake in the code.</summary>
    public static bool Is(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException;

    /// <summary>Whether a connection broke that had come about.</summary>
    public static bool IsBreak(Exception exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: not (
                    HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
                )
            };

    /// <summary>What happened, and whether it may pass.</summary>
    /// <param name="exception">What ended a request that neither its deadline nor the end of the sink has cancelled.</param>
    /// <param name="connectTimeout">How long a connection may take.</param>
    public static SinkFailure Of(Exception exception, TimeSpan connectTimeout)
    {
        if (exception is OperationCanceledException)
        {
            return SinkFailure.NoConnection(connectTimeout);
        }

        // A certificate that is not trusted, or no common protocol: it stays so until somebody changes the configuration
        // here or there. What a man in the middle does must not get the data either.
        if (Find<AuthenticationException>(exception) is { } untrusted)
        {
            // Of a handshake that failed, such as for want of a common version, its own words are "see inner exception".
            var said = Innermost(untrusted).Message;
            return new SinkFailure(FailureKind.Refused, said == NoTls ? PlainPort : $"TLS: {said}");
        }

        return exception is HttpRequestException { StatusCode: { } status }
            ? OfProxy((int)status)
            : new SinkFailure(FailureKind.Transient, Describe(exception));
    }

    // Only a proxy that was asked for a tunnel gives a status in place of an answer. It has not seen the events, so it cannot
    // have rejected them.
    private static SinkFailure OfProxy(int status)
    {
        var isRefused = HttpStatusPolicy.KindOf(status) is FailureKind.Refused;
        var reason =
            status == 407
                ? HttpStatusPolicy.UnknownToProxy
                : $"the proxy did not connect us to the receiver (HTTP {status})";
        return new SinkFailure(isRefused ? FailureKind.Refused : FailureKind.Transient, reason) { Status = status };
    }

    private static string Describe(Exception exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            }
            ? exception.Message
            : $"the connection broke: {Innermost(exception).Message}";

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
