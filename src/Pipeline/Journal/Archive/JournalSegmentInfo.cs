using System;

namespace ActorLog.Journal;

/// <summary>One file of a journal.</summary>
/// <param name="Id">Its number; the files are in the order of their numbers.</param>
/// <param name="First">The position of its first event; 0 when its header is damaged.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Created">When it was begun; <see langword="null"/> when its header is damaged.</param>
public sealed record JournalSegmentInfo(long Id, long First, long Bytes, DateTimeOffset? Created);
