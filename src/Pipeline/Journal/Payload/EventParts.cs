using System;

namespace ActorLog.Journal.Payload;

/// <summary>Which of the parts that most events lack are in a payload. The bits are part of the format.</summary>
[Flags]
internal enum EventParts
{
    None = 0,
    Template = 1 << 0,
    RenderedMessage = 1 << 1,
    EventId = 1 << 2,
    EventName = 1 << 3,
    Properties = 1 << 4,
    ScopeProperties = 1 << 5,
    Scopes = 1 << 6,
    Exception = 1 << 7,
    ThreadName = 1 << 8,
    TraceId = 1 << 9,
    SpanId = 1 << 10,
    Origin = 1 << 11,
    All = (1 << 12) - 1,
}
