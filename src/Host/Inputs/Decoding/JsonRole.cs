namespace ActorLog.Host.Inputs.Decoding;

/// <summary>What a member of a JSON object is to an event.</summary>
internal enum JsonRole
{
    Property,
    Time,
    Date,
    Instant,
    Level,
    PythonLevel,
    Priority,
    Message,
    Line,
    Event,
    Template,
    Renderings,
    Category,
    Name,
    Program,
    Target,
    Exception,
    Error,
    Thrown,
    EventId,
    EventType,
    Properties,
    Fields,
    ThreadId,
    ThreadName,
    Origin,
    TraceId,
    SpanId,
}
