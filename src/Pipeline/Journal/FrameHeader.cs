namespace ActorLog.Journal;

/// <summary>A frame's header as read.</summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Position">The frame's number.</param>
/// <param name="Tag">The frame's tag.</param>
/// <param name="Crc">The checksum as far as the tag.</param>
internal readonly record struct FrameHeader(int Length, long Position, byte Tag, uint Crc)
{
    /// <summary>Bytes of the whole frame.</summary>
    public int Size => FrameFormat.SizeOf(Length);
}
