using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace ActorLog.Capture;

/// <summary>Ties the pipeline to a host: it flushes when all services have stopped, and is stopped with the container.</summary>
internal sealed class PipelineLifetime(LogPipeline pipeline) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        pipeline.ProcessEnd.LeaveSignalsToHost(takesHangup: false);
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => pipeline.ProcessEnd.FlushAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
