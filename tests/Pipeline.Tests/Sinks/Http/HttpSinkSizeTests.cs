using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>Requests that do not get through as large as they are.</summary>
public sealed class HttpSinkSizeTests : HttpSinkTest
{
    private static readonly int[] Attempts = [.. Enumerable.Range(1, RequestLimit.Repeats + 1)];
    private static readonly string[] WholeThenHalves = [.. Attempts.Select(_ => "1-4"), "1-2", "3-4"];

    [Fact]
    public async Task WhatABreakMayHaveTakenTheAnswerToAsksBeforeItsBodyIsSent()
    {
        Server.Breaks(Break.ResetInRequest);
        await using var sink = Create();
        var large = Some.Event(new string('x', 5000));

        Assert.Equal(FailureKind.Transient, (await WriteAsync(sink, large)).Failure!.Kind);
        Assert.True((await WriteAsync(sink, large, large)).IsDelivered);

        Assert.Equal([true, false], Server.Requests.Select(request => request.Headers.ContainsKey("Expect")));
    }

    [Fact]
    public async Task WhatDoesNotGetThroughInTimeIsSentInParts()
    {
        await using var sink = CreateOfMany();

        foreach (var attempt in Attempts)
        {
            Server.Hangs(Hang.BeforeHeaders);
            var writing = WriteAsync(sink, Some.Events(4));
            await Server.Hung(attempt);
            Clock.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(FailureKind.Transient, (await writing).Failure!.Kind);
        }

        Assert.True((await WriteAsync(sink, Some.Events(4))).IsDelivered);
        Assert.Equal(WholeThenHalves, Keys);
    }

    [Fact]
    public async Task WhatBreaksItsConnectionIsSentInParts()
    {
        await using var sink = CreateOfMany();

        foreach (var _ in Attempts)
        {
            Server.Breaks(Break.ResetBeforeHeaders);
            Assert.False((await WriteAsync(sink, Some.Events(4))).IsDelivered);
        }

        Assert.True((await WriteAsync(sink, Some.Events(4))).IsDelivered);

        Assert.Equal(WholeThenHalves, Keys);
    }

    private IEnumerable<string> Keys =>
        Server.Requests.Select(request => request.Headers["Idempotency-Key"].Split(':')[^1]);

    private HttpSink CreateOfMany() =>
        new(Options with { Payload = HttpPayload.NdJson }, Some.Context(Clock), new LineFormatter());
}
