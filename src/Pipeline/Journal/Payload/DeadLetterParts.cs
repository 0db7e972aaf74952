using System;

namespace ActorLog.Journal.Payload;

/// <summary>Which parts of a dead letter are in its payload, and what it is. The bits are part of the format.</summary>
[Flags]
internal enum DeadLetterParts
{
    None = 0,
    Status = 1 << 0,
    Response = 1 << 1,
    IsReplaced = 1 << 2,
    All = (1 << 3) - 1,
}
