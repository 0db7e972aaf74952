namespace ActorLog.Host;

/// <summary>The word for how safe an event is when its sender hears 2xx.</summary>
internal static class AckLevel
{
    /// <summary>It is in the memory of the process.</summary>
    public const string Memory = "memory";

    public static string Of(PipelineOptions options)
    {
        _ = options;
        return Memory;
    }
}
