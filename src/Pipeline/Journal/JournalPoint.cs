namespace ActorLog.Journal;

/// <summary>The points of a journal's life between two changes of its files. At each a process can end, and the journal must be whole.</summary>
internal enum JournalPoint
{
    /// <summary>The state was written; it may not be on the medium.</summary>
    StateWritten,

    /// <summary>The state is on the medium.</summary>
    StateSynced,

    /// <summary>The number of a new segment is on the medium; there is no file yet.</summary>
    SegmentReserved,

    /// <summary>The file of a new segment is there, empty.</summary>
    SegmentCreated,

    /// <summary>The new segment has its header; its name may not be on the medium.</summary>
    SegmentHeaded,

    /// <summary>The new segment's name is on the medium.</summary>
    SegmentListed,

    /// <summary>A full segment was synced for the last time; no other was begun.</summary>
    SegmentSealed,

    /// <summary>A group of frames was written, not synced.</summary>
    FramesWritten,

    /// <summary>A group of frames is on the medium; nobody was told.</summary>
    FramesSynced,

    /// <summary>After a failed fsync: frames that are in doubt were written anew, under a name that does not count yet.</summary>
    RepairWritten,

    /// <summary>The new copy has its name; that may not be on the medium.</summary>
    RepairNamed,

    /// <summary>The segments to be deleted are on the medium as such; all their files are there.</summary>
    DeletionPublished,

    /// <summary>A segment's file was deleted; that may not be on the medium.</summary>
    SegmentUnlinked,

    /// <summary>Deletions are on the medium.</summary>
    DeletionSynced,

    /// <summary>At the start: a damaged stretch was copied to the quarantine.</summary>
    DamageKept,

    /// <summary>At the start: a torn tail was cut; that may not be on the medium.</summary>
    TailCut,

    /// <summary>At the start: a file that is not understood was moved to the quarantine.</summary>
    FileQuarantined,

    /// <summary>A group of an orphan's frames is in the journal of its heir; the orphan's cursors were not moved.</summary>
    AdoptionCommitted,

    /// <summary>An orphan's cursors are behind what its heir has.</summary>
    AdoptionMoved,

    /// <summary>Nothing of an orphan is due any more; some of its files are gone.</summary>
    OrphanEmptied,
}
