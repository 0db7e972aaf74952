using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace ActorLog.Tests.Runtime;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task AQueueThatIsFullOfBytesIsDegradedAsOneThatIsFullOfEvents()
    {
        var open = new TaskCompletionSource();
        var sink = new CollectingSink
        {
            OnWrite = async (_, _) =>
            {
                await open.Task;
                return SinkResult.Delivered;
            },
        };
        var queue = new QueueOptions { MaxBytes = 64 * 1024 };
        await using var pipeline = Running.Pipeline(sink, o => o with { Queue = queue });
        for (var i = 0; i < 100; i++)
        {
            pipeline.TryWrite(new() { Message = new string('x', 1024) });
        }

        await Eventually.HoldsAsync(() => pipeline.Sinks[0].Drops.Total > 0, "the queue is full");
        var health = await new PipelineHealthCheck(pipeline).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Degraded, health.Status);
        open.SetResult();
        await pipeline.FlushAsync().WithinLimit();
        health = await new PipelineHealthCheck(pipeline).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }
}
