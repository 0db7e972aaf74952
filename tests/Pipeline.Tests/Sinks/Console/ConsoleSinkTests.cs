using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class ConsoleSinkTests : SinkContract
{
    private readonly List<(string Stream, string Text)> _writes = [];
    private readonly FaultStream _output;
    private readonly FaultStream _error;

    public ConsoleSinkTests()
    {
        _output = new FaultStream(_writes, "stdout");
        _error = new FaultStream(_writes, "stderr");
    }

    [Fact]
    public async Task ABatchOnOneStreamIsOneWrite()
    {
        await using var sink = CreateSink();

        await WriteAsync(sink, Some.Batch(Some.Events(100)));

        Assert.Equal(1, _output.Writes);
    }

    [Fact]
    public async Task EventsAtTheStderrLevelGoToStderrAndTheOrderAcrossBothStreamsIsKept()
    {
        await using var sink = Sink(errorLevel: LogLevel.Error);

        await WriteAsync(
            sink,
            Some.Batch(
                Some.Event("one"),
                Some.Event("two"),
                Some.Event(LogLevel.Error, "three"),
                Some.Event(LogLevel.Critical, "four"),
                Some.Event(LogLevel.Warning, "five")
            )
        );

        Assert.Equal([("stdout", "one\ntwo\n"), ("stderr", "three\nfour\n"), ("stdout", "five\n")], _writes);
    }

    [Fact]
    public async Task WithoutAStderrLevelEverythingGoesToStdout()
    {
        await using var sink = Sink(errorLevel: LogLevel.None);

        await WriteAsync(sink, Some.Batch(Some.Event(LogLevel.Critical, "one")));

        Assert.Equal(["one"], _output.Lines);
        Assert.Equal(0, _error.Writes);
    }

    [Fact]
    public async Task ALineIsColouredByItsLevelUpToItsLineEnd()
    {
        await using var sink = Sink(outputColor: true);

        await WriteAsync(
            sink,
            Some.Batch(
                Some.Event(LogLevel.Debug, "debug"),
                Some.Event(LogLevel.Information, "information"),
                Some.Event(LogLevel.Warning, "warning"),
                Some.Event(LogLevel.Error, "error\r"),
                Some.Event(LogLevel.Critical, "critical")
            )
        );

        Assert.Equal(
            "\e[90mdebug\e[0m\ninformation\n\e[33mwarning\e[0m\n\e[31merror\e[0m\r\n\e[1;31mcritical\e[0m\n",
            _output.Text
        );
    }

    [Fact]
    public async Task TheStreamsAreColouredEachForItself()
    {
        await using var sink = Sink(errorLevel: LogLevel.Error, outputColor: false, errorColor: true);

        await WriteAsync(sink, Some.Batch(Some.Event(LogLevel.Warning, "one"), Some.Event(LogLevel.Error, "two")));

        Assert.Equal("one\n", _output.Text);
        Assert.Equal("\e[31mtwo\e[0m\n", _error.Text);
    }

    public static readonly TheoryData<Exception> LastWords = new(
        new IOException("Broken pipe", 32),
        new IOException("The pipe has been ended.", unchecked((int)0x8007006D)),
        new UnauthorizedAccessException("Access to the path is denied.", new IOException("Bad file descriptor", 9))
    );

    [Theory]
    [MemberData(nameof(LastWords))]
    public async Task AReaderThatHasGoneIsFatal(Exception failure)
    {
        await using var sink = Sink(errorLevel: LogLevel.Error);
        _error.Failure = () => failure;

        var result = await WriteAsync(sink, Some.Batch(Some.Event("one"), Some.Event(LogLevel.Error, "two")));

        Assert.Equal(new SinkFailure(FailureKind.Fatal, "the reader of stderr has gone"), result.Failure);
        Assert.Equal(1, result.DeliveredPrefix);
    }

    [Fact]
    public async Task WhatWasShownBeforeAFailureIsNotShownAgain()
    {
        await using var sink = Sink(errorLevel: LogLevel.Error);
        _error.Failure = () => new IOException("No space left on device", 28);

        var result = await WriteAsync(
            sink,
            Some.Batch(Some.Event("one"), Some.Event("two"), Some.Event(LogLevel.Error, "three"))
        );

        Assert.Equal(new SinkFailure(FailureKind.Transient, "stderr: No space left on device"), result.Failure);
        Assert.Equal(2, result.DeliveredPrefix);
    }

    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new ConsoleSink(
            new ConsoleStream("stdout", _output, Color: false),
            new ConsoleStream("stderr", _error, Color: false),
            LogLevel.None,
            formatter
        );

    protected override Task<IReadOnlyList<string>> ReadAsync() => Task.FromResult(_output.Lines);

    protected override void Break() => _output.Failure = () => new IOException("No space left on device", 28);

    protected override void Repair() => _output.Failure = null;

    private ConsoleSink Sink(LogLevel errorLevel = LogLevel.None, bool outputColor = false, bool errorColor = false) =>
        new(
            new ConsoleStream("stdout", _output, outputColor),
            new ConsoleStream("stderr", _error, errorColor),
            errorLevel,
            new LineFormatter()
        );
}
