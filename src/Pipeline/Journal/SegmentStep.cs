namespace ActorLog.Journal;

/// <summary>What stands next in a segment.</summary>
internal enum SegmentStep
{
    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>Bytes that are no frame, with a frame behind them.</summary>
    Damage,

    /// <summary>Bytes that are no frame, up to the end.</summary>
    DamagedEnd,

    /// <summary>Nothing.</summary>
    End,
}
