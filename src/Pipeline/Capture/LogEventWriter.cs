using System;
using ActorLog.Capture.Interpolation;
using ActorLog.Events;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture;

/// <summary>
/// Writes an event straight into the pipeline's memory, without a draft between: for bridges from other logging systems. See
/// <see cref="LogPipeline.Log{TState}"/>.
/// </summary>
/// <remarks>
/// The properties of the message come first, then the scopes of the caller, then those of <see cref="AddAround(string, in LogValue)"/>. What is
/// added must not change any more: <see cref="ValueCapture"/> makes it so. For the thread that logs, and for the call alone.
/// </remarks>
public readonly ref struct LogEventWriter
{
    private const int Open = -1;

    private readonly LogEvent _event;
    private readonly Action<Action<object?, LogEvent>, LogEvent>? _forEachScope;

    internal LogEventWriter(LogEvent logEvent, Action<Action<object?, LogEvent>, LogEvent>? forEachScope)
    {
        _event = logEvent;
        _forEachScope = forEachScope;
        logEvent.MessagePropertyCount = Open;
    }

    /// <summary>Has a draft written in the same way: for what is logged before there is a pipeline that could take it.</summary>
    /// <param name="level">How serious it is.</param>
    /// <param name="category">Under which name it was logged.</param>
    /// <param name="state">What the event is read from.</param>
    /// <param name="fill">Writes the event from the state: at once, on this thread.</param>
    /// <param name="utcTicks">When it happened, in ticks of 100 ns in UTC; 0 for now.</param>
    public static LogEventDraft Draft<TState>(
        LogLevel level,
        string category,
        TState state,
        Action<LogEventWriter, TState> fill,
        long utcTicks = 0
    )
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(fill);
        var at = utcTicks == 0 ? TimeProvider.System.GetUtcNow().UtcTicks : utcTicks;
        return DraftCapture.ToDraft(
            DirectCapture.Capture(EventHead.Of(new LogCategory(category), level, at), state, fill, null)
        );
    }

    /// <summary>Says that the message is made of a template and the properties.</summary>
    public void SetTemplate(MessageTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        _event.Template = template;
    }

    /// <summary>Says what the message is, as text.</summary>
    public void SetMessage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _event.RenderedMessage = text;
    }

    /// <summary>Says what went wrong.</summary>
    public void SetException(ExceptionSnapshot? exception) => _event.Exception = exception;

    /// <summary>Says in which trace and span it happened (32 and 16 hexadecimal digits).</summary>
    public void SetTrace(string? traceId, string? spanId)
    {
        _event.TraceId = traceId;
        _event.SpanId = spanId;
    }

    /// <summary>Adds a property of the message.</summary>
    /// <exception cref="InvalidOperationException">A property of the surroundings was added before.</exception>
    public void Add(string name, in LogValue value)
    {
        if (_event.MessagePropertyCount != Open)
        {
            throw new InvalidOperationException("The message's properties come before those of its surroundings.");
        }

        _event.Add(name, value);
    }

    /// <summary>Adds a property of the message with the value as it is now: numbers and the like without a box.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value, taken as <see cref="ValueCapture"/> takes it.</param>
    /// <param name="format">The format of its hole, for values that are rendered at once; or <see langword="null"/>.</param>
    /// <exception cref="InvalidOperationException">A property of the surroundings was added before.</exception>
    public void Add<T>(string name, T value, string? format) =>
        Add(name, TypedCapture.IsScalar<T>() ? TypedCapture.Of(value, format) : ValueCapture.Capture(value, format));

    /// <summary>Adds a property of the surroundings: where the event comes from.</summary>
    public void AddAround(string name, in LogValue value)
    {
        EndMessage();
        _event.Add(name, value);
    }

    /// <summary>Adds properties of the surroundings that are the same for many events.</summary>
    public void AddAround(ReadOnlySpan<LogProperty> properties)
    {
        EndMessage();
        // One by one: after a copy as a block the collector takes the event for a holder of young objects, and looks through it
        // (8.4 ns of pauses an event instead of 7.4).
        foreach (ref readonly var property in properties)
        {
            _event.Add(property.Name, property.Value);
        }
    }

    /// <summary>The message has all its properties; the caller's scopes follow.</summary>
    internal void EndMessage()
    {
        if (_event.MessagePropertyCount != Open)
        {
            return;
        }

        _event.MessagePropertyCount = _event.Properties.Length;
        if (_forEachScope is not null)
        {
            ScopeReader.Capture(_event, _forEachScope);
        }
    }
}
