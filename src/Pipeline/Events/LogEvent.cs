using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>One thing that happened, as it was at the call.</summary>
/// <remarks>
/// Events are pooled: a sink or formatter may read an event only until its <c>WriteAsync</c> has ended. Whoever needs it for
/// longer takes a copy with <see cref="Clone"/>. After capture an event does not change, so any number of sinks read it at once.
/// </remarks>
public sealed class LogEvent
{
    private const int InitialProperties = 4;

    // An array that once grew large is not kept: one odd event must not fatten the pool.
    private const int LargestKeptArray = 32;

    private static readonly LogCategory NoCategory = new("");

    private LogProperty[] _properties = new LogProperty[InitialProperties];
    private int _count;
    private int _references;

    // Of an event that is captured in two steps, until the second.
    private Action<LogEventDraft, object, object?>? _complete;
    private object? _content;
    private object? _context;

    internal LogEvent() { }

    /// <summary>The run of the pipeline that accepted the event; unique among processes and pipelines.</summary>
    public string SessionId { get; internal set; } = "";

    /// <summary>The place of the event in its session: 1, 2, 3 without a gap, in the order of acceptance.</summary>
    public long Sequence { get; internal set; }

    /// <summary>When it happened, in UTC.</summary>
    public DateTimeOffset Timestamp => new(UtcTicks, TimeSpan.Zero);

    /// <summary>When it happened: ticks of 100 ns in UTC.</summary>
    public long UtcTicks { get; internal set; }

    /// <summary>How serious it is. A level beyond those that exist counts as Critical.</summary>
    public LogLevel Level
    {
        get;
        // Tables are indexed by it, and a caller can cast any number.
        internal set => field = value > LogLevel.None ? LogLevel.Critical : value;
    }

    /// <summary>Under which name it was logged.</summary>
    public LogCategory Category { get; internal set; } = NoCategory;

    /// <summary>The event id that the caller gave, or 0.</summary>
    public EventId EventId { get; internal set; }

    /// <summary>The message template; without holes for plain text.</summary>
    public MessageTemplate Template { get; internal set; } = MessageTemplate.Empty;

    /// <summary>The message as text when it was rendered at the call; else it is made of template and properties.</summary>
    public string? RenderedMessage { get; internal set; }

    /// <summary>The message's properties, then those of the scopes, outermost scope first.</summary>
    public ReadOnlySpan<LogProperty> Properties => _properties.AsSpan(0, _count);

    /// <summary>How many of <see cref="Properties"/> belong to the message; the rest came from scopes.</summary>
    public int MessagePropertyCount { get; internal set; }

    /// <summary>The texts of those scopes that are not key-value lists, outermost first.</summary>
    public IReadOnlyList<string> Scopes { get; internal set; } = [];

    /// <summary>What the exception said, or <see langword="null"/>.</summary>
    public ExceptionSnapshot? Exception { get; internal set; }

    /// <summary>The managed id of the calling thread.</summary>
    public int ThreadId { get; internal set; }

    /// <summary>The name of the calling thread, or <see langword="null"/>.</summary>
    public string? ThreadName { get; internal set; }

    /// <summary>The trace that was current at the call (32 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? TraceId { get; internal set; }

    /// <summary>The span that was current at the call (16 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? SpanId { get; internal set; }

    /// <summary>The identity under which another pipeline sent the event, or <see langword="null"/> for one that began here.</summary>
    public EventOrigin? Origin { get; internal set; }

    /// <summary>The memory that the event holds: an estimate in bytes, by which queues are limited.</summary>
    public int HeldBytes { get; internal set; }

    /// <summary>Where the event stands in the journal it was read from; 0 when it comes straight from the ingress.</summary>
    internal long JournalPosition { get; set; }

    /// <summary>
    /// Looks a property up by its exact name. Where a name occurs twice, the message's hides a scope's, and an inner scope's
    /// hides an outer one's.
    /// </summary>
    public bool TryGetProperty(string name, out LogValue value)
    {
        var index = IndexOfProperty(name);
        value = index < 0 ? default : _properties[index].Value;
        return index >= 0;
    }

    /// <summary>Whether the router has to have the event completed before anybody reads it.</summary>
    internal bool IsDeferred => _complete is not null;

    /// <summary>A copy that lives as long as it is referenced.</summary>
    public LogEvent Clone()
    {
        var copy = (LogEvent)MemberwiseClone();
        copy._properties = Properties.ToArray();
        copy._references = 1;
        return copy;
    }

    /// <summary>The place of the property that <see cref="TryGetProperty"/> finds, or -1.</summary>
    internal int IndexOfProperty(string name)
    {
        var index = IndexOf(Properties[..MessagePropertyCount], name);
        return index >= 0 ? index : LastIndexOf(Properties, name);
    }

    internal void Add(string name, in LogValue value)
    {
        if (_count == _properties.Length)
        {
            Array.Resize(ref _properties, _count * 2);
        }

        _properties[_count++] = new LogProperty(name, value);
    }

    /// <summary>Takes the properties that are there out of the event.</summary>
    internal LogProperty[] TakeProperties()
    {
        var taken = Properties.ToArray();
        _count = 0;
        return taken;
    }

    /// <summary>Keeps what the event will be completed from.</summary>
    internal void Defer(in DeferredDraft deferred)
    {
        _complete = deferred.Complete;
        _content = deferred.Content;
        _context = deferred.Context;
    }

    /// <summary>Takes what the event is completed from; from now on it is an event like any other.</summary>
    internal (Action<LogEventDraft, object, object?> Complete, object Content, object? Context) TakeDeferred()
    {
        var taken = (_complete!, _content!, _context);
        (_complete, _content, _context) = (null, null, null);
        return taken;
    }

    /// <summary>Adds up what the event holds. Called when capture is complete.</summary>
    internal void Measure()
    {
        var bytes = 256 + (RenderedMessage is null ? 0 : 24 + 2 * RenderedMessage.Length);
        foreach (ref readonly var property in Properties)
        {
            bytes += 40 + property.Value.HeldBytes;
        }

        // Nearly always the empty array; asking it through its interface takes longer than all the rest.
        if (!ReferenceEquals(Scopes, Array.Empty<string>()))
        {
            foreach (var scope in Scopes)
            {
                bytes += 32 + 2 * scope.Length;
            }
        }

        HeldBytes = bytes + (Exception?.HeldBytes ?? 0);
    }

    /// <summary>Sets how many owners the event has; called by the one that has it alone.</summary>
    internal void Share(int owners) => _references = owners;

    /// <summary>Gives one ownership up; true for the last owner, who then recycles the event.</summary>
    internal bool Release() => _references == 1 || Interlocked.Decrement(ref _references) == 0;

    /// <summary>Forgets everything, so that a pooled event keeps nothing of its user's alive.</summary>
    internal void Clear()
    {
        if (_properties.Length > LargestKeptArray)
        {
            _properties = new LogProperty[InitialProperties];
        }
        else
        {
            Array.Clear(_properties, 0, _count);
        }

        _count = 0;
        MessagePropertyCount = 0;
        Sequence = 0;
        JournalPosition = 0;
        EventId = default;
        Template = MessageTemplate.Empty;
        RenderedMessage = null;
        Scopes = [];
        Exception = null;
        ThreadName = null;
        TraceId = null;
        SpanId = null;
        Origin = null;
        if (_complete is not null)
        {
            TakeDeferred();
        }
    }

    private static int IndexOf(ReadOnlySpan<LogProperty> properties, string name)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            if (string.Equals(properties[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static int LastIndexOf(ReadOnlySpan<LogProperty> properties, string name)
    {
        for (var i = properties.Length - 1; i >= 0; i--)
        {
            if (string.Equals(properties[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
