using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using ActorLog.Text;
using CustomSink;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Examples;

/// <summary>The sink of docs/add-a-sink.md keeps the contract, from outside of the pipeline's assembly.</summary>
public sealed class ChatSinkTests : SinkContract
{
    private readonly FaultServer _chat = FaultServer.Start();

    [Theory]
    [InlineData(400, FailureKind.Rejected)]
    [InlineData(403, FailureKind.Refused)]
    [InlineData(410, FailureKind.Fatal)]
    [InlineData(500, FailureKind.Transient)]
    public async Task TheAnswerOfTheChatDecidesWhatFollows(int status, FailureKind expected)
    {
        await using var sink = CreateSink();
        _chat.Answers(status);

        var result = await WriteAsync(sink, Some.Batch(Some.Event("hello")));

        Assert.Equal(expected, result.Failure!.Kind);
        Assert.Equal($"HTTP {status}", result.Failure.Reason);
    }

    [Fact]
    public async Task TheChatSaysWhenToComeBack()
    {
        await using var sink = CreateSink();
        _chat.Answers(FaultReply.RetryAfter(429, "7"));

        var result = await WriteAsync(sink, Some.Batch(Some.Event("hello")));

        Assert.Equal(TimeSpan.FromSeconds(7), result.Failure!.RetryAfter);
    }

    [Fact]
    public async Task AConfigurationCanNameTheSink()
    {
        var section = Section(
            ("sinks:team:type", "chat"),
            ("sinks:team:webhook", _chat.Url()),
            ("sinks:team:min-level", "error"),
            ("sinks:team:batch:linger", "0")
        );

        var builder = LogPipeline.CreateBuilder().AddSinkType("chat", ChatSinkOptions.Read).Configure(section);
        await using (var pipeline = builder.Build())
        using (var loggers = pipeline.CreateLoggerFactory())
        {
            loggers.CreateLogger("Shop").LogInformation("too harmless");
            loggers.CreateLogger("Shop").LogError("order {OrderId} could not be paid", 17);
        }

        Assert.Equal(["ERR order 17 could not be paid"], await ReadAsync());
    }

    [Fact]
    public async Task TheConfigurationOfAnAppCanNameTheSink()
    {
        var app = Host.CreateEmptyApplicationBuilder(null);
        app.Configuration.AddInMemoryCollection([
            new("ActorLog:sinks:team:type", "chat"),
            new("ActorLog:sinks:team:webhook", _chat.Url()),
            new("ActorLog:sinks:team:batch:linger", "0"),
        ]);

        app.Logging.AddActorLog(p => p.AddSinkType("chat", ChatSinkOptions.Read));

        using (var host = app.Build())
        {
            host.Services.GetRequiredService<ILogger<ChatSink>>().LogError("order {OrderId} could not be paid", 17);
        }

        Assert.Equal(["ERR order 17 could not be paid"], await ReadAsync());
    }

    [Fact]
    public void WhatIsWrongWithTheOptionsIsFoundBeforeTheStart()
    {
        var builder = LogPipeline
            .CreateBuilder()
            .AddSinkType("chat", ChatSinkOptions.Read)
            .Configure(
                Section(("sinks:team:type", "chat"), ("sinks:team:webhook", "the chat"), ("sinks:team:room", "1"))
            );

        Assert.Equal(["actorlog:sinks:team:room", "actorlog:sinks:team:webhook"], Paths(builder.Validate()));
    }

    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new ChatSink(new Uri(_chat.Url()), formatter, context);

    protected override Task<IReadOnlyList<string>> ReadAsync() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Messages().SelectMany(message => message.TrimEnd('\n').Split('\n')).Where(line => line.Length > 0),
        ]);

    protected override void Break() => _chat.Stop();

    protected override void Repair() => _chat.StartAgain();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _chat.Stop();
    }

    private static string[] Paths(IEnumerable<OptionError> errors) => [.. errors.Select(error => error.Path).Order()];

    private static IConfigurationSection Section(params (string Key, string Value)[] entries) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                entries.ToDictionary(entry => $"actorlog:{entry.Key}", entry => (string?)entry.Value)
            )
            .Build()
            .GetSection("actorlog");

    private IEnumerable<string> Messages() =>
        _chat.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("text").GetString()!);
}
