using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Host.Inputs;

/// <summary>Where inputs put events: the front of the pipeline.</summary>
/// <remarks>Safe on any thread. <see cref="WriteOutcome.Filtered"/> is success: nobody wants the event.</remarks>
public interface IEventIntake
{
    /// <summary>Takes all events in, next to each other and in their order, or none. Never waits.</summary>
    WriteOutcome TryWriteAll(IReadOnlyList<LogEventDraft> events);

    /// <summary>Takes an event in, waiting until there is room.</summary>
    ValueTask<WriteOutcome> WriteAsync(LogEventDraft logEvent, CancellationToken cancellationToken);
}
