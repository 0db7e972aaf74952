using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Journal;
using ActorLog.Kit;
using ActorLog.Runtime;
using Xunit;

namespace ActorLog.Host.Tests.Ingest;

/// <summary>A sender hears 2xx when its events are as safe as the answer says, and nothing is claimed otherwise.</summary>
public sealed class AckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(JournalAck.Fsynced, "fsynced")]
    [InlineData(JournalAck.Written, "written")]
    [InlineData(JournalAck.Enqueued, "enqueued")]
    public async Task TheAnswerNamesTheLevelOfTheJournal(JournalAck level, string word)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        builder.With(o =>
            o with
            {
                Journal = new JournalOptions
                {
                    Enabled = true,
                    Path = _folder.Path,
                    Ack = level,
                },
            }
        );
        var sink = new CollectingSink();
        builder.AddSink("sink", _ => sink.Create(), o => o with { Durable = true });
        await using var pipeline = builder.Build();

        using var answer = await AskAsync(new PipelineIntake(pipeline));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal([word], answer.Headers.GetValues("X-ActorLog-Ack"));
    }

    [Fact]
    public async Task WhatTheJournalDoesNotConfirmInTimeIsNotClaimed()
    {
        using var answer = await AskAsync(new UnsureIntake());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.False(answer.Headers.Contains("X-ActorLog-Ack"));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith(
            """{"accepted":0,"error":"the journal did not confirm the events within 30 s","hint":"whether they are safe""",
            body,
            StringComparison.Ordinal
        );
    }

    private static async Task<HttpResponseMessage> AskAsync(IEventIntake intake)
    {
        var options = new HttpInputOptions { Name = "http", Listen = new ListenAddress(IPAddress.Loopback, 0) };
        await using var input = new HttpInput(options, new InputContext(TimeProvider.System, _ => { }));
        await input.StartAsync(intake, default);
        using var client = new HttpClient();
        var answer = await client.PostAsync(new Uri(input.Address!, "ingest"), new StringContent("a"));
        await input.StopAsync(default);
        return answer;
    }

    /// <summary>An intake whose journal does not answer.</summary>
    private sealed class UnsureIntake : IEventIntake
    {
        public string Ack => "fsynced";

        public bool IsFull => false;

        public ValueTask<TakeResult> TakeAsync(
            IReadOnlyList<LogEventDraft> events,
            TimeSpan limit,
            CancellationToken cancellationToken
        ) => new(new TakeResult(WriteOutcome.Uncommitted, 0));

        public ValueTask<WriteOutcome> WriteAsync(LogEventDraft logEvent, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
