using System;

namespace ActorLog.Journal;

/// <summary>What a reader finds at a position: a frame, or the news that frames are missing.</summary>
/// <param name="position">The number of the frame, or of the first one that is missing.</param>
/// <param name="tag">The frame's tag.</param>
/// <param name="payload">The frame's bytes.</param>
/// <param name="missing">How many frames are missing.</param>
internal readonly ref struct JournalFrame(long position, byte tag, ReadOnlySpan<byte> payload, long missing = 0)
{
    /// <summary>The number of the frame, or of the first one that is missing.</summary>
    public long Position { get; } = position;

    /// <summary>What the writer gave: a log level (0 to 6), or 0x80 and above for other kinds.</summary>
    public byte Tag { get; } = tag;

    /// <summary>The frame's bytes, valid until the next call of the reader; empty when frames are missing.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>0 for a frame; else that many frames from <see cref="Position"/> on are lost, damaged or deleted.</summary>
    public long Missing { get; } = missing;
}
