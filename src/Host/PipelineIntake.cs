using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Runtime;

namespace ActorLog.Host;

/// <summary>The pipeline as inputs see it.</summary>
internal sealed class PipelineIntake(LogPipeline pipeline) : IEventIntake
{
    public string Ack { get; } = AckLevel.Of(pipeline);

    public bool IsFull => pipeline.TryWriteAll([]) == WriteOutcome.Full;

    public ValueTask<TakeResult> TakeAsync(
        IReadOnlyList<LogEventDraft> events,
        TimeSpan limit,
        CancellationToken cancellationToken
    ) => pipeline.TakeAsync(events, limit, cancellationToken);

    public ValueTask<WriteOutcome> WriteAsync(LogEventDraft logEvent, CancellationToken cancellationToken) =>
        pipeline.WriteAsync(logEvent, cancellationToken);
}
