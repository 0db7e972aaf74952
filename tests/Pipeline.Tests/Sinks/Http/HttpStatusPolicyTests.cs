using System;
using System.Linq;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class HttpStatusPolicyTests
{
    private static readonly int[] Transient = [408, 425, 429];

    private static readonly int[] Refused =
    [
        .. Enumerable.Range(300, 100),
        .. new[] { 401, 402, 403, 404, 405, 406, 407, 410, 411, 415, 417, 421, 426, 428, 431, 451, 501, 505, 511 },
    ];

    public static TheoryData<int> Statuses => [.. Enumerable.Range(200, 400)];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void EveryStatusHasItsRowInTheTable(int status)
    {
        var failure = HttpStatusPolicy.Judge(status, null, null, Some.Time);

        Assert.Equal(Expected(status), failure?.Kind);
        Assert.Equal(failure is null ? null : status, failure?.Status);
        Assert.Equal(failure is null ? null : $"HTTP {status}", failure?.Reason.Split(';')[0]);
    }

    [Theory]
    [InlineData(199)]
    [InlineData(600)]
    [InlineData(999)]
    public void AStatusThatDoesNotExistMayPass(int status) =>
        Assert.Equal(FailureKind.Transient, HttpStatusPolicy.Judge(status, null, null, Some.Time)?.Kind);

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void RetryAfterIsHonouredWhereItIsTriedAgain(int status) =>
        Assert.Equal(TimeSpan.FromSeconds(7), HttpStatusPolicy.Judge(status, "7", null, Some.Time)?.RetryAfter);

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(413)]
    public void RetryAfterMeansNothingElsewhere(int status) =>
        Assert.Null(HttpStatusPolicy.Judge(status, "7", null, Some.Time)?.RetryAfter);

    [Fact]
    public void ARedirectSaysWhereItLeads() =>
        Assert.Equal(
            "HTTP 308 to https://logs.example/in; redirects are not followed, set url to where it leads",
            HttpStatusPolicy.Judge(308, null, "https://logs.example/in", Some.Time)?.Reason
        );

    [Fact]
    public void AProxyThatWantsALoginSaysHowItIsGiven() =>
        Assert.Equal(
            "HTTP 407; the proxy wants a user name and a password: HTTP_PROXY and HTTPS_PROXY may have them, with proxy = system",
            HttpStatusPolicy.Judge(407, null, null, Some.Time)?.Reason
        );

    [Theory]
    [InlineData("<html>  <head><title>400 The plain HTTP request was sent to HTTPS port</title></head>  <body>")]
    [InlineData("Client sent an HTTP request to an HTTPS server.")]
    [InlineData(
        "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\"> <html><head> <title>400 Bad Request</title> </head><body> "
            + "<h1>Bad Request</h1> <p>Your browser sent a request that this server could not understand.<br /> Reason: "
            + "You're speaking plain HTTP to an SSL-enabled server port.<br />  Instead use the HTTPS scheme"
    )]
    [InlineData("Bad Request  This combination of host and port requires TLS.")]
    public void APortForTlsIsNothingThatTheEventsHaveDone(string text) =>
        AssertRefused("HTTP 400; the receiver wants https there, and url has http", text);

    [Fact]
    public void AReceiverThatWantsACertificateRejectsNoEvents() =>
        AssertRefused(
            "HTTP 400; the receiver wants a certificate from us, and we have none",
            "<html>  <head><title>400 No required SSL certificate was sent</title></head>  <body>  <center>"
        );

    [Fact]
    public void AReceiverThatSpeaksNothingButHttp2RejectsNoEvents() =>
        AssertRefused(
            "HTTP 400; the receiver takes nothing but HTTP/2 there, and we speak HTTP/1.1",
            "An HTTP/1.x request was sent to an HTTP/2 only endpoint."
        );

    [Theory]
    [InlineData(
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">  <HTML><HEAD>"
            + "<TITLE>Bad Request</TITLE>  <META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\">"
            + "</ HEAD >  <BODY><h2>Bad Request - Invalid Hostname</h2>"
    )]
    [InlineData("Invalid host header")]
    public void AReceiverThatIsCalledByAnotherNameRejectsNoEvents(string text) =>
        AssertRefused("HTTP 400; the receiver does not go by the name of the host in url", text);

    [Theory]
    [InlineData(400, null)]
    [InlineData(400, "no such field in: Client sent an HTTP request to an HTTPS server.")]
    [InlineData(400, "<p>no such field in:</p> Client sent an HTTP request to an HTTPS server.")]
    [InlineData(422, "Client sent an HTTP request to an HTTPS server.")]
    public void WhatAReceiverSaysOfAnEventChangesNothingButTheReason(int status, string? text)
    {
        var failure = HttpStatusPolicy.Judge(status, null, null, Some.Time)!;

        Assert.Equal(failure, HttpStatusPolicy.WithText(failure, text) with { Reason = failure.Reason });
    }

    [Theory]
    [InlineData(400, null, "HTTP 400")]
    [InlineData(400, "no field 'log'", "HTTP 400 (no field 'log')")]
    [InlineData(403, "<h1>Forbidden</h1> <p>not from here</p>", "HTTP 403 (Forbidden not from here)")]
    public void AReasonHasWhatTheReceiverSays(int status, string? text, string reason)
    {
        var failure = HttpStatusPolicy.Judge(status, null, null, Some.Time)!;

        Assert.Equal(reason, HttpStatusPolicy.WithText(failure, text).Reason);
    }

    [Fact]
    public void ThePageOfARedirectAddsNothing()
    {
        var failure = HttpStatusPolicy.Judge(308, null, "https://logs.example/in", Some.Time)!;

        Assert.Equal(failure, HttpStatusPolicy.WithText(failure, "308 Permanent Redirect"));
    }

    internal static FailureKind? Expected(int status) =>
        status < 300 ? null
        : Transient.Contains(status) ? FailureKind.Transient
        : Refused.Contains(status) ? FailureKind.Refused
        : status < 500 ? FailureKind.Rejected
        : FailureKind.Transient;

    private static void AssertRefused(string reason, string text)
    {
        var failure = HttpStatusPolicy.WithText(HttpStatusPolicy.Judge(400, null, null, Some.Time)!, text);

        Assert.Equal((FailureKind.Refused, reason), (failure.Kind, failure.Reason));
    }
}
