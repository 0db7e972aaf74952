namespace ActorLog.Sinks;

/// <summary>What a request carries.</summary>
public enum HttpPayload
{
    /// <summary>
    /// One event a request: its formatted text as a form field, <c>log=...</c> (<c>form</c>). With GET the same as
    /// <see cref="Query"/>.
    /// </summary>
    Form,

    /// <summary>One event a request: its formatted text in the query of the URL (<c>query</c>). GET only.</summary>
    Query,

    /// <summary>
    /// One event a request: the fields that Python's <c>logging.handlers.HTTPHandler</c> sends, as a form with POST and in
    /// the query with GET (<c>record</c>).
    /// </summary>
    Record,

    /// <summary>One event a request: a JSON object (<c>json</c>).</summary>
    Json,

    /// <summary>Many events a request: a JSON object on each line (<c>ndjson</c>).</summary>
    NdJson,

    /// <summary>Many events a request: compact log event format, as Seq reads it (<c>clef</c>).</summary>
    Clef,
}
