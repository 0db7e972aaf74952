using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Contracts;
using ActorLog.Kit;
using ActorLog.Sinks;
using ActorLog.Text;
using Xunit;

namespace ActorLog.Tests.Sinks;

public sealed class FileSinkTests : SinkContract
{
    private readonly TempFolder _folder = new();
    private readonly FaultDisk _disk = new();

    [Fact]
    public async Task ABatchIsOneWriteAndVisibleWhenItIsAnswered()
    {
        await using var sink = CreateSink();

        await WriteAsync(sink, Some.Batch(Some.Events(100)));

        Assert.Equal(1, _disk.Writes);
        Assert.Equal(100, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task ALargeBatchIsWrittenInBlocksOfWholeLines()
    {
        await using var sink = CreateSink();
        var line = new string('x', 999);

        await WriteAsync(sink, Some.Batch([.. Enumerable.Repeat(line, 200).Select(text => Some.Event(text))]));

        Assert.Equal(4, _disk.Writes);
        Assert.Equal(Enumerable.Repeat(line, 200), await ReadAsync());
    }

    [Fact]
    public async Task TheFileHasNoByteOrderMarkAndTheFolderIsMade()
    {
        var path = _folder.File("deep/down/app.log");
        await using var sink = Sink(new FileSinkOptions { Path = path });

        await WriteAsync(sink, Some.Batch(Some.Event("今天天气不错")));

        Assert.Equal("今天天气不错\n"u8.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public async Task ARelativePathBeginsInTheFolderOfTheContext()
    {
        var context = Some.Context(Clock) with { Folder = _folder.Path };
        await using var sink = new FileSinkOptions { Path = "logs/app.log" }.CreateSink(context);

        await WriteAsync(sink, Some.Batch(Some.Event("here")));

        Assert.EndsWith(" here\n", File.ReadAllText(_folder.File("logs/app.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheFileHadIsKept()
    {
        _folder.Write("app.log", "before\n");
        await using var sink = CreateSink();

        await WriteAsync(sink, Some.Batch(Some.Events(1)));

        Assert.Equal("before\nevent 1\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task ALineThatACrashCutShortIsEndedFirst()
    {
        _folder.Write("app.log", "whole\nto");
        await using var sink = CreateSink();

        await WriteAsync(sink, Some.Batch(Some.Numbered(1)));
        await WriteAsync(sink, Some.Batch(Some.Numbered(2)));

        Assert.Equal("whole\nto\nevent 1\nevent 2\n", _folder.Read("app.log"));
    }

    [Fact]
    public async Task TwoSinksOnOneFileDoNotOverwriteEachOther()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var first = CreateSink();
        await using var second = CreateSink();

        using var start = new Barrier(2);

        await Task.WhenAll(WriteManyAsync(first, 1), WriteManyAsync(second, 1001));

        var lines = await ReadAsync();
        Assert.Equal(2_000, lines.Count);
        Assert.Equal(2_000, lines.Distinct().Count());

        Task WriteManyAsync(ILogSink sink, int first) =>
            Task.Run(async () =>
            {
                start.SignalAndWait();
                for (var n = first; n < first + 1000; n++)
                {
                    await WriteAsync(sink, Some.Batch(Some.Events(1, n)));
                }
            });
    }

    [Fact]
    public async Task WritingDoesNotAllocatePerEvent()
    {
        await using var sink = Sink(new FileSinkOptions { Path = _folder.File("app.log") }, new ConstantFormatter());
        var large = Some.Batch(Some.Events(1000));
        var small = Some.Batch(Some.Events(1));
        await AllocatedAsync(sink, large);

        var perBatch = await AllocatedAsync(sink, small);

        Assert.Equal(perBatch, await AllocatedAsync(sink, large));
    }

    [Fact]
    public async Task AFolderInPlaceOfTheFileIsSaidToBeOne()
    {
        await using var sink = Sink(new FileSinkOptions { Path = _folder.Path }, new ConstantFormatter());

        var result = await WriteAsync(sink, Some.Batch(Some.Events(1)));

        Assert.Equal(new SinkFailure(FailureKind.Refused, $"'{_folder.Path}' is a folder"), result.Failure);
    }

    [Theory]
    [InlineData("taken/app.log")]
    [InlineData("taken/2026/app.log")]
    public async Task AFileInPlaceOfAFolderIsSaidToBeOne(string path)
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        await using var sink = Sink(new FileSinkOptions { Path = _folder.File(path) }, new ConstantFormatter());

        var result = await WriteAsync(sink, Some.Batch(Some.Events(1)));

        Assert.Equal(
            new SinkFailure(
                FailureKind.Refused,
                $"'{_folder.File("taken")}' is a file, it must be a folder for '{_folder.File(path)}'"
            ),
            result.Failure
        );
    }

    [Fact]
    public async Task AFileThatMayNotBeWrittenIsRefused()
    {
        var sink = CreateSink();
        _disk.OpenFailure = () => new UnauthorizedAccessException("Access to the path is denied.");

        var result = await WriteAsync(sink, Some.Batch(Some.Events(1)));

        Assert.Equal(new SinkFailure(FailureKind.Refused, "Access to the path is denied."), result.Failure);

        _disk.OpenFailure = null;
        Assert.True((await WriteAsync(sink, Some.Batch(Some.Events(1)))).IsDelivered);
    }

    protected override ILogSink CreateSink(SinkContext context, ILogFormatter formatter) =>
        new FileSinkOptions { Path = _folder.File("app.log") }.Create(context, _disk, formatter);

    protected override Task<IReadOnlyList<string>> ReadAsync() =>
        Task.FromResult<IReadOnlyList<string>>(
            File.Exists(_folder.File("app.log")) ? File.ReadAllLines(_folder.File("app.log")) : []
        );

    protected override void Break() => _disk.FreeBytes = 10;

    protected override void Repair() => _disk.FreeBytes = null;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static async Task<long> AllocatedAsync(ILogSink sink, LogBatch batch)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var write = sink.WriteAsync(batch, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        await write;
        return allocated;
    }

    private ILogSink Sink(FileSinkOptions options, ILogFormatter? formatter = null) =>
        options.Create(Some.Context(Clock), _disk, formatter ?? new LineFormatter());

    private sealed class ConstantFormatter : ILogFormatter
    {
        public void Format(ActorLog.Events.LogEvent logEvent, System.Buffers.IBufferWriter<byte> output)
        {
            output.GetSpan(100)[..100].Fill((byte)'\n');
            output.Advance(100);
        }
    }
}
