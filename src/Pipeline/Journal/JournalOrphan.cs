using System;

namespace ActorLog.Journal;

/// <summary>A journal whose owner is gone. Holds its lock, so that nobody else takes it meanwhile.</summary>
/// <param name="folder">Where it is.</param>
/// <param name="lease">Its lock.</param>
internal sealed class JournalOrphan(string folder, IDisposable lease) : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Folder { get; } = folder;

    /// <inheritdoc/>
    public void Dispose() => lease.Dispose();
}
