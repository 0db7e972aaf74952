using System;

namespace ActorLog.Journal;

/// <summary>An open file of a journal. Reads may run beside each other and beside a write.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>How long the file is now.</summary>
    long Length { get; }

    /// <summary>Reads what stands at the offset; fewer bytes than fit, only where the file ends.</summary>
    int Read(Span<byte> into, long offset);

    /// <summary>Writes all the bytes. If it throws, any part of them may have been written.</summary>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Puts everything written on the medium. If it throws, nothing is known of what was written since the last time.</summary>
    void Sync();

    /// <summary>Cuts the file, or makes it longer by zeros.</summary>
    void SetLength(long length);
}
