using System.Collections.Generic;

namespace ActorLog.Events;

/// <summary>What few events have, apart from what all of them have: an event without it travels lighter.</summary>
/// <remarks>Belongs to one event, and stays with it in the pool.</remarks>
internal sealed class RareParts
{
    public string? EventName { get; set; }

    public IReadOnlyList<string> Scopes { get; set; } = [];

    public ExceptionSnapshot? Exception { get; set; }

    public string? TraceId { get; set; }

    public string? SpanId { get; set; }

    public EventOrigin? Origin { get; set; }

    public RareParts Clone() => (RareParts)MemberwiseClone();

    public void Clear()
    {
        EventName = null;
        Scopes = [];
        Exception = null;
        TraceId = null;
        SpanId = null;
        Origin = null;
    }
}
