using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace ActorLog.Events;

/// <summary>One thing that happened, as it was at the call.</summary>
/// <remarks>
/// Events are pooled: a sink or formatter may read an event only until its <c>WriteAsync</c> has ended. Whoever needs it for
/// longer takes a copy with <see cref="Clone"/>. After capture an event does not change, so any number of sinks read it at once.
/// </remarks>
public sealed class LogEvent : IQueuedEvent
{
    // What an event may hold and keep in the pool: its own fields and a few hundred characters. An array that once grew large
    // is not kept at all: one odd event must not fatten the pool.
    private const int LargestKept = 1024;
    private const int LargestKeptArray = 64;

    private static readonly LogCategory NoCategory = new("");

    // The hot part. All that most events have stands together, in as few cache lines as can be: on its way from the caller's
    // core to that of the sinks each of them costs about 60 ns. What few events have is beside it, in _rare.
    private FewProperties _few;
    private LogProperty[] _many = [];
    private int _count;
    private int _eventId;
    private int _references = 1;
    private LogLevel _level;
    private bool _hasRare;
    private MessageTemplate? _template;
    private RareParts? _rare;

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
        get => _level;
        // Tables are indexed by it, and a caller can cast any number.
        internal set => _level = value > LogLevel.None ? LogLevel.Critical : value;
    }

    /// <summary>Under which name it was logged.</summary>
    public LogCategory Category { get; internal set; } = NoCategory;

    /// <summary>The event id that the caller gave, or 0.</summary>
    public EventId EventId
    {
        get => new(_eventId, _hasRare ? _rare!.EventName : null);
        internal set
        {
            _eventId = value.Id;
            if (value.Name is not null || _hasRare)
            {
                Rare.EventName = value.Name;
            }
        }
    }

    /// <summary>The message template; without holes for plain text.</summary>
    public MessageTemplate Template
    {
        get => _template ?? MessageTemplate.Empty;
        internal set => _template = value;
    }

    /// <summary>The message as text when it was rendered at the call; else it is made of template and properties.</summary>
    public string? RenderedMessage { get; internal set; }

    /// <summary>The message's properties, then those of the scopes, outermost scope first.</summary>
    public ReadOnlySpan<LogProperty> Properties =>
        _count <= FewProperties.Length ? ((ReadOnlySpan<LogProperty>)_few)[.._count] : _many.AsSpan(0, _count);

    /// <summary>How many of <see cref="Properties"/> belong to the message; the rest came from scopes.</summary>
    public int MessagePropertyCount { get; internal set; }

    /// <summary>The texts of those scopes that are not key-value lists, outermost first.</summary>
    public IReadOnlyList<string> Scopes
    {
        get => _hasRare ? _rare!.Scopes : [];
        internal set
        {
            if (value.Count > 0 || _hasRare)
            {
                Rare.Scopes = value;
            }
        }
    }

    /// <summary>What the exception said, or <see langword="null"/>.</summary>
    public ExceptionSnapshot? Exception
    {
        get => _hasRare ? _rare!.Exception : null;
        internal set
        {
            if (value is not null || _hasRare)
            {
                Rare.Exception = value;
            }
        }
    }

    /// <summary>The managed id of the calling thread.</summary>
    public int ThreadId { get; internal set; }

    /// <summary>The name of the calling thread, or <see langword="null"/>.</summary>
    public string? ThreadName { get; internal set; }

    /// <summary>The trace that was current at the call (32 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? TraceId
    {
        get => _hasRare ? _rare!.TraceId : null;
        internal set
        {
            if (value is not null || _hasRare)
            {
                Rare.TraceId = value;
            }
        }
    }

    /// <summary>The span that was current at the call (16 hexadecimal digits), or <see langword="null"/>.</summary>
    public string? SpanId
    {
        get => _hasRare ? _rare!.SpanId : null;
        internal set
        {
            if (value is not null || _hasRare)
            {
                Rare.SpanId = value;
            }
        }
    }

    /// <summary>The identity under which another pipeline sent the event, or <see langword="null"/> for one that began here.</summary>
    public EventOrigin? Origin
    {
        get => _hasRare ? _rare!.Origin : null;
        internal set
        {
            if (value is not null || _hasRare)
            {
                Rare.Origin = value;
            }
        }
    }

    /// <summary>The memory that the event holds: an estimate in bytes, by which queues are limited.</summary>
    public int HeldBytes { get; internal set; }

    /// <summary>Where the event stands in the journal it was read from; 0 when it comes straight from the ingress.</summary>
    internal long JournalPosition { get; set; }

    /// <summary>Whether the caller has waited in vain for a sink that was full: if it still is, the event is dropped there.</summary>
    internal bool IsOverdue { get; set; }

    /// <summary>
    /// Looks a property up by its exact name. Where a name occurs twice, the message's hides a scope's, and an inner scope's
    /// hides an outer one's.
    /// </summary>
    public bool TryGetProperty(string name, out LogValue value)
    {
        var index = IndexOfProperty(name);
        value = index < 0 ? default : Properties[index].Value;
        return index >= 0;
    }

    private RareParts Rare
    {
        get
        {
            _hasRare = true;
            return _rare ??= new RareParts();
        }
    }

    /// <summary>A copy that lives as long as it is referenced.</summary>
    public LogEvent Clone()
    {
        var copy = (LogEvent)MemberwiseClone();
        copy._many = _count > FewProperties.Length ? Properties.ToArray() : [];
        copy._rare = _hasRare ? _rare!.Clone() : null;
        copy._references = 1;
        return copy;
    }

    /// <summary>An event that takes this one's place where it cannot be kept or shown: what it was, with a text of ours.</summary>
    internal LogEvent StandIn(string text)
    {
        var standIn = new LogEvent
        {
            SessionId = SessionId,
            Sequence = Sequence,
            UtcTicks = UtcTicks,
            Level = Level,
            Category = Category,
            EventId = EventId,
            RenderedMessage = text,
            ThreadId = ThreadId,
            TraceId = TraceId,
            SpanId = SpanId,
            Origin = Origin,
        };
        standIn.Measure();
        return standIn;
    }

    /// <summary>The place of the property that <see cref="TryGetProperty"/> finds, or -1.</summary>
    internal int IndexOfProperty(string name)
    {
        var index = IndexOf(Properties[..MessagePropertyCount], name);
        return index >= 0 ? index : LastIndexOf(Properties, name);
    }

    internal void Add(string name, in LogValue value)
    {
        if (_count < FewProperties.Length)
        {
            _few[_count++] = new LogProperty(name, value);
            return;
        }

        if (_count == FewProperties.Length || _count == _many.Length)
        {
            MakeRoom();
        }

        _many[_count++] = new LogProperty(name, value);
    }

    /// <summary>Adds up what the event holds. Called when capture is complete.</summary>
    internal void Measure()
    {
        var bytes = 256 + (RenderedMessage is null ? 0 : 24 + 2 * RenderedMessage.Length);
        foreach (ref readonly var property in Properties)
        {
            bytes += 40 + property.Value.HeldBytes;
        }

        if (_hasRare)
        {
            foreach (var scope in _rare!.Scopes)
            {
                bytes += 32 + 2 * scope.Length;
            }

            bytes += _rare.Exception?.HeldBytes ?? 0;
        }

        HeldBytes = bytes;
    }

    /// <summary>Sets how many owners the event has; called by the one that has it alone. From the start there is one.</summary>
    internal void Share(int owners)
    {
        // Nearly always there is one sink: what is not written need not come back from another core's cache.
        if (owners != 1)
        {
            _references = owners;
        }
    }

    /// <summary>Gives one ownership up; true for the last owner, who then recycles the event.</summary>
    internal bool Release() => _references == 1 || Interlocked.Decrement(ref _references) == 0;

    /// <summary>The last owner has no more use for it: lets go what is worth it, lest the pool keeps it alive.</summary>
    internal void LetGo()
    {
        // Anything rare may be of any size. Small texts stay until they are overwritten: see EventPool.
        if (!_hasRare && HeldBytes <= LargestKept)
        {
            return;
        }

        ((Span<LogProperty>)_few).Clear();
        _many = _many.Length > LargestKeptArray ? [] : _many;
        Array.Clear(_many);
        Reset();
    }

    /// <summary>Makes it an event without content. What it held before may still be referenced, until it is overwritten.</summary>
    internal void Reset()
    {
        _count = 0;
        _references = 1;
        MessagePropertyCount = 0;
        Sequence = 0;
        JournalPosition = 0;
        IsOverdue = false;
        _eventId = 0;
        _template = null;
        RenderedMessage = null;
        ThreadName = null;
        if (_hasRare)
        {
            _rare!.Clear();
            _hasRare = false;
        }
    }

    /// <summary>The properties move where there is room for more of them.</summary>
    private void MakeRoom()
    {
        if (_count > FewProperties.Length)
        {
            Array.Resize(ref _many, 2 * _count);
            return;
        }

        _many = _many.Length > _count ? _many : new LogProperty[2 * FewProperties.Length];
        ((ReadOnlySpan<LogProperty>)_few).CopyTo(_many);
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

    /// <summary>Room for as many properties as most events have, in the event itself.</summary>
    [InlineArray(Length)]
    private struct FewProperties
    {
        public const int Length = 8;

        private LogProperty _first;
    }
}
