using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Sinks;
using Xunit;

namespace ActorLog.Tests.Sinks;

/// <summary>A receiver, a clock, and a sink between them.</summary>
public abstract class HttpSinkTest : IAsyncLifetime
{
    protected FaultServer Server { get; } = FaultServer.Start();

    protected ManualClock Clock { get; } = new(Some.Time);

    /// <summary>Options that post the message, and nothing else, to the receiver.</summary>
    protected HttpSinkOptions Options => new() { Url = Server.Url(), Format = "{Message}{NewLine}" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected ILogSink Create(HttpSinkOptions? options = null) => (options ?? Options).CreateSink(Some.Context(Clock));

    protected static Task<SinkResult> WriteAsync(ILogSink sink, params LogEvent[] events) =>
        sink.WriteAsync(Some.Batch(events), CancellationToken.None).AsTask();
}
