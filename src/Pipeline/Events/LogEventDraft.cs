using System;
using System.Collections.Generic;
using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>An event that comes from elsewhere than <c>ILogger</c>: an input of the host, or another logging system.</summary>
/// <remarks>The pipeline copies it when it is written; afterwards the draft may be used again.</remarks>
public sealed class LogEventDraft
{
    // Most events have none, and inputs make an event of every line.
    private List<LogProperty>? _scopeProperties;

    /// <summary>When it happened; <see langword="null"/> for now.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>How serious it is. Default: Information.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>Under which name it was logged. Default: empty.</summary>
    public string Category { get; set; } = "";

    /// <summary>The event id, or 0.</summary>
    public EventId EventId { get; set; }

    /// <summary>The message as text; <see langword="null"/> when <see cref="Template"/> and the properties make it.</summary>
    public string? Message { get; set; }

    /// <summary>The message template, or <see langword="null"/>.</summary>
    public string? Template { get; set; }

    /// <summary>The message's properties, in order.</summary>
    public IList<LogProperty> Properties { get; } = [];

    /// <summary>The properties of the surroundings (scopes, sender), in order.</summary>
    public IList<LogProperty> ScopeProperties => _scopeProperties ??= [];

    internal bool HasScopeProperties => _scopeProperties is { Count: > 0 };

    /// <summary>The exception, or <see langword="null"/>.</summary>
    public ExceptionSnapshot? Exception { get; set; }

    /// <summary>The id of the thread where it happened, or 0.</summary>
    public int ThreadId { get; set; }

    /// <summary>The name of the thread where it happened, or <see langword="null"/>.</summary>
    public string? ThreadName { get; set; }

    /// <summary>The trace (32 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? TraceId { get; set; }

    /// <summary>The span (16 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? SpanId { get; set; }

    /// <summary>The identity under which another pipeline sent the event, or <see langword="null"/>.</summary>
    public EventOrigin? Origin { get; set; }
}
