namespace ActorLog.Journal.Payload;

/// <summary>The layouts of a payload, each known by its first byte.</summary>
internal static class PayloadVersion
{
    /// <summary>An event as <see cref="EventEncoder"/> writes it.</summary>
    public const byte Event = 1;

    /// <summary>A dead letter as <see cref="DeadLetterCodec"/> writes it: <c>D</c>.</summary>
    public const byte DeadLetter = 0x44;
}
