using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Runtime;

namespace ActorLog.Host.Ingest;

/// <summary>Hands the events of a request to the pipeline, and words its verdict.</summary>
internal static class EventBatchWriter
{
    public static Answer Write(IEventIntake intake, IReadOnlyList<LogEventDraft> events, int status) =>
        events.Count == 0
            ? Answer.Ok(status, 0)
            : intake.TryWriteAll(events) switch
            {
                WriteOutcome.Accepted or WriteOutcome.Filtered => Answer.Ok(status, events.Count),
                WriteOutcome.Full => Answer.ComeAgain("the pipeline is full: a sink is slow or down"),
                _ => Answer.ComeAgain("the host is stopping"),
            };
}
