using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests.Runtime;

/// <summary>The account has what a sink took as delivered: when the sink cannot push it out, the operator has to hear of it.</summary>
[Trait("Law", "4")]
public sealed class FailedFlushTests
{
    [Fact]
    public async Task AFlushThatFailsAtTheEndIsTold()
    {
        var sink = new CollectingSink { OnFlush = _ => throw new IOException("no space left") };
        Assert.Equal(
            "actorlog: sink 'sink': IOException: no space left: it could not be flushed, what it was given last may not be safe",
            await StderrOfAsync(sink, static (_, stopping) => stopping)
        );
    }

    [Fact]
    public async Task AFlushThatHangsAtTheEndIsTold()
    {
        var flushing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new CollectingSink
        {
            OnFlush = async cancellation =>
            {
                flushing.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancellation);
            },
        };
        Assert.Equal(
            "actorlog: sink 'sink': no answer before the pipeline stopped: it could not be flushed, what it was given last may not be safe",
            await StderrOfAsync(
                sink,
                async (clock, stopping) =>
                {
                    await flushing.Task.WithinLimit();
                    clock.Advance(TimeSpan.FromSeconds(5));
                    await stopping;
                }
            )
        );
    }

    private static async Task<string> StderrOfAsync(CollectingSink sink, Func<ManualClock, Task, Task> stop)
    {
        var clock = new ManualClock(Some.Time);
        var stderr = new SharedText();
        var builder = LogPipeline.CreateBuilder().AddSink("sink", _ => sink.Create());
        builder.Clock = clock;
        builder.SelfLogWriter = stderr;
        var pipeline = builder.Build();
        pipeline.LoggerProvider.CreateLogger("Shop").LogInformation("the last");
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].Ledger.Delivered == 1, "it is delivered");
        await stop(clock, pipeline.StopAsync(TimeSpan.FromSeconds(5))).WithinLimit();
        return stderr.ToString().Trim();
    }
}
