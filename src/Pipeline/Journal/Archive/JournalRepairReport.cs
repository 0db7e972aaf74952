using System.Collections.Generic;

namespace ActorLog.Journal;

/// <summary>What a repair found and did.</summary>
public sealed record JournalRepairReport
{
    /// <summary>How many frames that some sink was to get are lost.</summary>
    public long Lost { get; init; }

    /// <summary>How many bytes of a write that a crash cut short were cut off the end.</summary>
    public long CutBytes { get; init; }

    /// <summary>How many damaged stretches were skipped. Copies are in the quarantine, as far as it has room.</summary>
    public int DamagedStretches { get; init; }

    /// <summary>How many files were not understood and moved to the quarantine.</summary>
    public int QuarantinedFiles { get; init; }

    /// <summary>How many files were left over of something that a crash stopped, and deleted.</summary>
    public int TidiedFiles { get; init; }

    /// <summary>Whether the state was gone or damaged and made anew: sinks get again what is there.</summary>
    public bool IsStateRebuilt { get; init; }

    /// <summary>The cursors that were given up.</summary>
    public IReadOnlyList<string> Forgotten { get; init; } = [];

    /// <summary>Whether there was nothing to do.</summary>
    public bool IsSound =>
        Lost == 0 && CutBytes == 0 && DamagedStretches == 0 && QuarantinedFiles == 0 && !IsStateRebuilt;
}
