using System;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Runtime.Durability;

/// <summary>A start that fails leaves nothing taken: the same process may try again.</summary>
public sealed class StartAgainTests
{
    private readonly CrashDisk _disk = new();
    private readonly CollectingSink _sink = new();

    [Fact]
    public async Task AfterAStartThatFailedWhatWaitsIsDelivered()
    {
        await LeaveOneAsync();
        _disk.Fault = (action, path) =>
            action == DiskAction.Open && path == "/journal/state" ? new UnauthorizedAccessException(path) : null;
        Assert.Throws<UnauthorizedAccessException>(() => Builder().Build());

        _disk.Fault = (_, _) => null;
        await using var pipeline = Builder().Build();
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal("/journal", pipeline.Journal!.Path);
        Assert.Contains("left", _sink.Messages);
    }

    [Fact]
    public async Task AfterAnEngineThatCouldNotBeStartedToo()
    {
        await LeaveOneAsync();
        Assert.Throws<InvalidOperationException>(() => Builder().UseEngine(() => new BrokenEngine()).Build());

        await using var pipeline = Builder().Build();
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal("/journal", pipeline.Journal!.Path);
        Assert.Contains("left", _sink.Messages);
    }

    private async Task LeaveOneAsync()
    {
        var down = SinkResult.Failed(new SinkFailure(FailureKind.Refused, "HTTP 401"));
        _sink.OnWrite = (_, _) => new(down);
        await using (var pipeline = Builder().Build())
        {
            await pipeline.WriteAsync(new() { Message = "left" });
            await pipeline.CommitAsync().WithinLimit();
        }

        _sink.OnWrite = (_, _) => new(SinkResult.Delivered);
    }

    private PipelineBuilder Builder()
    {
        var builder = Running.Durable(_sink, new() { Path = "/journal" });
        builder.Disk = _disk;
        return builder;
    }

    private sealed class BrokenEngine : IPipelineEngine
    {
        public void Start(EngineContext context) => throw new InvalidOperationException("the actor system has ended");

        public void WakeRouter() { }

        public void Tell(SinkCore sink, SinkMessage message) { }

        public ValueTask DisposeAsync() => default;
    }
}
