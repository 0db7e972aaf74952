using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>A file sink on a real disk, with a clock and faults of the test's own, that writes numbered events.</summary>
public abstract class RollingTests : IDisposable
{
    private int _number;

    /// <summary>A file has room for three lines of "event N".</summary>
    protected static readonly FileSinkOptions Small = new() { Rolling = new() { MaxFileSize = 24 } };

    protected TempFolder Folder { get; } = new();

    protected FaultDisk Disk { get; } = new();

    protected ManualClock Clock { get; } = new(Some.Time);

    protected List<string> Reports { get; } = [];

    public void Dispose() => Folder.Dispose();

    protected async Task WriteAsync(ILogSink sink, int count)
    {
        var result = await sink.WriteAsync(Some.Batch(Some.Events(count, _number + 1)), default);
        _number += count;
        Assert.True(result.IsDelivered);
    }

    protected ILogSink Sink(FileSinkOptions options, string name = "app.log") =>
        (options with { Path = Folder.File(name) }).Create(Some.Context(Clock, Reports.Add), Disk, new LineFormatter());
}
