using ActorLog.Journal;

namespace ActorLog.Host;

/// <summary>The word for how safe an event is when its sender hears 2xx.</summary>
internal static class AckLevel
{
    /// <summary>There is no journal: it is in the memory of the process.</summary>
    public const string Memory = "memory";

    /// <summary>The word for a pipeline.</summary>
    public static string Of(LogPipeline pipeline) =>
        pipeline.Journal is null
            ? Memory
            : pipeline.Options.Journal.Ack switch
            {
                JournalAck.Enqueued => "enqueued",
                JournalAck.Written => "written",
                _ => "fsynced",
            };
}
