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
        Assert.Equal(failure is null ? null : $"HTTP {status}", failure?.Reason);
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

    [Theory]
    [InlineData("<html>  <head><title>400 The plain HTTP request was sent to HTTPS port</title></head>  <body>")]
    [InlineData("Client sent an HTTP request to an HTTPS server.")]
    public void APortForTlsIsNothingThatTheEventsHaveDone(string text)
    {
        var failure = HttpStatusPolicy.WithText(HttpStatusPolicy.Judge(400, null, null, Some.Time)!, text);

        Assert.Equal(
            (FailureKind.Refused, "HTTP 400; the receiver wants https there, and url has http"),
            (failure.Kind, failure.Reason)
        );
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(400, "no such field in: Client sent an HTTP request to an HTTPS server.")]
    [InlineData(422, "Client sent an HTTP request to an HTTPS server.")]
    public void WhatAReceiverSaysOfAnEventChangesNothing(int status, string? text)
    {
        var failure = HttpStatusPolicy.Judge(status, null, null, Some.Time)!;

        Assert.Equal(failure, HttpStatusPolicy.WithText(failure, text));
    }

    internal static FailureKind? Expected(int status) =>
        status < 300 ? null
        : Transient.Contains(status) ? FailureKind.Transient
        : Refused.Contains(status) ? FailureKind.Refused
        : status < 500 ? FailureKind.Rejected
        : FailureKind.Transient;
}
