namespace ActorLog.Journal.Payload;

/// <summary>Why bytes are not a payload.</summary>
internal enum PayloadFault : byte
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>They were written by a later version, or are no payload at all: the first byte is none that is known.</summary>
    UnknownVersion,

    /// <summary>They end too early: a length or a count goes beyond the end.</summary>
    Truncated,

    /// <summary>A text is not UTF-8.</summary>
    NotText,

    /// <summary>A value is out of its range: an unknown kind or flag, an impossible date.</summary>
    OutOfRange,

    /// <summary>Bytes are left behind the last part.</summary>
    TooLong,
}
