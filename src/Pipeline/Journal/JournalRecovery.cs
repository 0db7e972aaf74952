using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActorLog.Journal;

/// <summary>What the start of a journal found, and what it did.</summary>
internal sealed record JournalRecovery
{
    /// <summary>Whether there was nothing.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the state was gone or damaged. Cursors then begin at the oldest frame: repeats rather than loss.</summary>
    public bool StateRebuilt { get; init; }

    /// <summary>How many segments count.</summary>
    public int Segments { get; init; }

    /// <summary>Bytes of all segments.</summary>
    public long Bytes { get; init; }

    /// <summary>Each cursor, and what waits for it.</summary>
    public IReadOnlyList<CursorRecovery> Cursors { get; init; } = [];

    /// <summary>How many frames that some cursor was to get are known to be lost.</summary>
    public long LostFrames { get; init; }

    /// <summary>Bytes that were cut off the end: a group that was not written to its end.</summary>
    public long CutBytes { get; init; }

    /// <summary>How many damaged stretches were skipped.</summary>
    public int DamagedStretches { get; init; }

    /// <summary>Bytes of the damaged stretches.</summary>
    public long DamagedBytes { get; init; }

    /// <summary>How many files were not understood and moved to the quarantine.</summary>
    public int QuarantinedFiles { get; init; }

    /// <summary>How many files were left over of something that a crash stopped, and deleted.</summary>
    public int TidiedFiles { get; init; }

    /// <summary>Whether everything that waits was checked. Else damage may still be found, and told, while it is read.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether there is anything that an operator should hear of.</summary>
    public bool IsRemarkable => StateRebuilt || LostFrames > 0 || DamagedStretches > 0 || QuarantinedFiles > 0;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Segments} segments, {Bytes} bytes; waiting: {Waiting}; lost: {LostFrames}; cut: {CutBytes} bytes; "
                + $"damaged: {DamagedStretches} stretches, {DamagedBytes} bytes; quarantined: {QuarantinedFiles} files; "
                + $"state {(StateRebuilt ? "rebuilt" : "read")}; {Elapsed.TotalMilliseconds:0} ms"
        );

    private string Waiting =>
        Cursors.Count == 0
            ? "nobody"
            : string.Join(
                ", ",
                Cursors.Select(cursor => string.Create(CultureInfo.InvariantCulture, $"{cursor.Name} {cursor.Waiting}"))
            );
}
