using System;

namespace ActorLog.Host.Audit;

/// <summary>By what a gap notice is known in an output, as bytes: as the pipeline writes it.</summary>
internal static class GapNames
{
    public static ReadOnlySpan<byte> Category => "ActorLog"u8;

    public static ReadOnlySpan<byte> DroppedCount => "DroppedCount"u8;

    public static ReadOnlySpan<byte> FirstSequence => "FirstSequence"u8;

    public static ReadOnlySpan<byte> LastSequence => "LastSequence"u8;
}
