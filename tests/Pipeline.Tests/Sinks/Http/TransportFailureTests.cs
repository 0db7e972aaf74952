using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class TransportFailureTests
{
    public static TheoryData<Exception, FailureKind, string> Failures =>
        new()
        {
            {
                new HttpRequestException(
                    HttpRequestError.NameResolutionError,
                    "Name or service not known (logs.example:80)"
                ),
                FailureKind.Transient,
                "Name or service not known (logs.example:80)"
            },
            {
                new HttpRequestException(
                    HttpRequestError.ConnectionError,
                    "Connection refused (127.0.0.1:1987)",
                    new SocketException((int)SocketError.ConnectionRefused)
                ),
                FailureKind.Transient,
                "Connection refused (127.0.0.1:1987)"
            },
            {
                new HttpRequestException(
                    "An error occurred.",
                    new IOException("Unable to read.", new IOException("reset"))
                ),
                FailureKind.Transient,
                "the connection broke: reset"
            },
            {
                new TaskCanceledException(
                    "cancelled",
                    new TimeoutException("No connection within the ConnectTimeout.")
                ),
                FailureKind.Transient,
                "no connection within 1.5 s"
            },
            // A proxy that does not answer when it is asked for a tunnel.
            {
                new TaskCanceledException("cancelled", new IOException("Operation canceled")),
                FailureKind.Transient,
                "no connection within 1.5 s"
            },
            {
                new HttpRequestException("The SSL connection failed.", new AuthenticationException("UntrustedRoot")),
                FailureKind.Refused,
                "TLS: UntrustedRoot"
            },
            {
                new HttpRequestException(
                    "The SSL connection failed.",
                    new AuthenticationException(
                        "Authentication failed, see inner exception.",
                        new IOException("SSL handshake failed.", new IOException("SSL routines::unsupported protocol"))
                    )
                ),
                FailureKind.Refused,
                "TLS: SSL routines::unsupported protocol"
            },
            {
                new HttpRequestException("The SSL connection failed.", new IOException("closed in the handshake")),
                FailureKind.Transient,
                "the connection broke: closed in the handshake"
            },
            {
                new HttpRequestException("The proxy tunnel failed.", null, HttpStatusCode.ProxyAuthenticationRequired),
                FailureKind.Refused,
                HttpStatusPolicy.UnknownToProxy
            },
            {
                new HttpRequestException("The proxy tunnel failed.", null, HttpStatusCode.Forbidden),
                FailureKind.Refused,
                "the proxy did not connect us to the receiver (HTTP 403)"
            },
            {
                new HttpRequestException("The proxy tunnel failed.", null, HttpStatusCode.BadGateway),
                FailureKind.Transient,
                "the proxy did not connect us to the receiver (HTTP 502)"
            },
            {
                new HttpRequestException("The proxy tunnel failed.", null, HttpStatusCode.BadRequest),
                FailureKind.Transient,
                "the proxy did not connect us to the receiver (HTTP 400)"
            },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void WhatMayPassIsToldFromWhatWillNot(Exception exception, FailureKind kind, string reason)
    {
        Assert.True(TransportFailure.Is(exception));
        var failure = TransportFailure.Of(exception, TimeSpan.FromSeconds(1.5));
        Assert.Equal((kind, reason), (failure.Kind, failure.Reason));
    }

    [Fact]
    public async Task AnAnswerInHttpToAHandshakeIsSaidToBeNoTls()
    {
        await using var handshake = new SslStream(new AnswerInHttp());

        // In the runtime's own words, whatever they are in its next version.
        var failure = await Assert.ThrowsAsync<AuthenticationException>(() =>
            handshake.AuthenticateAsClientAsync("logs.example")
        );

        Assert.Equal(
            new SinkFailure(FailureKind.Refused, "what answers there is not TLS, and url has https"),
            TransportFailure.Of(new HttpRequestException("The SSL connection failed.", failure), TimeSpan.Zero)
        );
    }

    [Fact]
    public void AMistakeInTheCodeIsNoFailureOfTheNetwork()
    {
        Assert.False(TransportFailure.Is(new InvalidOperationException()));
        Assert.False(TransportFailure.Is(new NullReferenceException()));
    }

    /// <summary>A server that does not know what it was sent, and says so.</summary>
    private sealed class AnswerInHttp() : MemoryStream("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray())
    {
        public override void Write(byte[] buffer, int offset, int count) { }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken) =>
            default;
    }
}
