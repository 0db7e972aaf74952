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
    private static readonly string[] WholeThenHalves = ["1-4", "1-4", "1-2", "3-4"];

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
        Server.Hangs(Hang.BeforeHeaders).Hangs(Hang.BeforeHeaders);
        await using var sink = CreateOfMany();

        foreach (var attempt in new[] { 1, 2 })
        {
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
        Server.Breaks(Break.ResetBeforeHeaders).Breaks(Break.ResetBeforeHeaders);
        await using var sink = CreateOfMany();

        Assert.False((await WriteAsync(sink, Some.Events(4))).IsDelivered);
        Assert.False((await WriteAsync(sink, Some.Events(4))).IsDelivered);
        Assert.True((await WriteAsync(sink, Some.Events(4))).IsDelivered);

        Assert.Equal(WholeThenHalves, Keys);
    }

    private IEnumerable<string> Keys =>
        Server.Requests.Select(request => request.Headers["Idempotency-Key"].Split(':')[^1]);

    private HttpSink CreateOfMany() =>
        new(Options with { Payload = HttpPayload.NdJson }, Some.Context(Clock), new LineFormatter());
}
