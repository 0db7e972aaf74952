using System;

namespace ActorLog.Sinks;

/// <summary>A file that is open for appending.</summary>
internal interface IAppendFile : IDisposable
{
    /// <summary>How many bytes the file has now, whoever wrote them.</summary>
    long Length { get; }

    /// <summary>Whether the last byte of the file is no line end: a crash or a full disk cut the last write short.</summary>
    bool EndsInsideLine { get; }

    /// <summary>Whether <paramref name="path"/> still leads to this file: it was neither deleted nor renamed.</summary>
    bool IsAt(string path);

    /// <summary>Writes at the end of the file. When it throws, a part may have been written.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file back.</summary>
    void CutTo(long length);

    /// <summary>Returns when the bytes are on the disk.</summary>
    void Sync();
}
