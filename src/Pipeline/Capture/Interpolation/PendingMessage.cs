using System;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime;
using ActorLog.Runtime.Intake;
using Microsoft.Extensions.Logging;

namespace ActorLog.Capture.Interpolation;

/// <summary>A message from its first argument to the end of the call. Pooled by thread.</summary>
/// <remarks>
/// The values go straight into the event that our logger will hand to the ingress. It does so only when all providers have
/// had their turn, so that they can read the values too. Event and message are used again only when nobody but our logger
/// has looked: another provider may keep the state and read it much later, as mocks do when they verify.
/// </remarks>
internal sealed class PendingMessage
{
    private static readonly Func<InterpolatedState, Exception?, string> Format = static (state, _) => state.ToString();

    // A chain: while an argument is evaluated, its own message may be logged.
    [ThreadStatic]
    private static PendingMessage? _free;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private LogEvent _event = null!;
    private PendingMessage? _nextFree;
    private Ingress? _ingress;
    private int _version;
    private bool _isClaimed;
    private bool _isSeen;

    /// <summary>The event with the values. Another one after the call.</summary>
    public LogEvent Event => Volatile.Read(ref _event);

    public static PendingMessage Rent()
    {
        var message = _free;
        if (message is null)
        {
            message = new PendingMessage();
        }
        else
        {
            _free = message._nextFree;
        }

        message._event = EventPool.Rent();
        return message;
    }

    /// <summary>Whether the values are still those of the call that had this version.</summary>
    public bool Is(int version) => Volatile.Read(ref _version) == version;

    public MessagePath Append(MessagePath path, string? value, int alignment, string? format, string expression)
    {
        path = path.AfterHole(expression, alignment, format);
        _event.Add(path.Name, value is null ? LogValue.Null : LogValue.From(LongText.Cut(value)));
        return path;
    }

    public MessagePath Append<T>(MessagePath path, T value, int alignment, string? format, string expression)
    {
        path = path.AfterHole(expression, alignment, format);
        _event.Add(path.Name, TypedCapture.Of(value, path.Format));
        return path;
    }

    /// <summary>The message is what was appended.</summary>
    public void Complete(MessagePath path)
    {
        _event.Template = path.Template;
        _event.MessagePropertyCount = _event.Properties.Length;
    }

    /// <summary>The message is a text.</summary>
    public void Complete(string text) => _event.RenderedMessage = LongText.Cut(text);

    /// <summary>Logs the message. An exception of another provider's is the caller's, as it is with every other message.</summary>
    public void WriteTo(ILogger logger, LogLevel level, EventId eventId, Exception? exception)
    {
        var state = new InterpolatedState(this, _version);
        try
        {
            if (logger is ActorLogger own)
            {
                own.Log(level, eventId, state, exception, Format);
            }
            else
            {
                logger.Log(level, eventId, state, exception, Format);
            }
        }
        finally
        {
            HandOver();
        }
    }

    /// <summary>One of our loggers takes the event: the first that asks during the call.</summary>
    /// <returns>
    /// The event, or <see langword="null"/> when another pipeline's logger has it, or a provider passes the state on later or
    /// elsewhere. Then the message has to be copied.
    /// </returns>
    public LogEvent? Claim()
    {
        if (_isClaimed || _thread != Environment.CurrentManagedThreadId)
        {
            return null;
        }

        _isClaimed = true;
        return _event;
    }

    /// <summary>The event is complete, and goes to this ingress when the call ends.</summary>
    public void DeliverTo(Ingress ingress) => _ingress = ingress;

    /// <summary>Another provider looks at the values, and may do so again.</summary>
    public void MarkSeen() => _isSeen = true;

    private void HandOver()
    {
        // Without a taker the garbage collector gets both, when nobody has the state any more.
        if (_ingress is not { } ingress)
        {
            _isClaimed = true;
            return;
        }

        var logEvent = _event;
        _ingress = null;
        if (_isSeen)
        {
            // Whoever reads the event now reads on in the copy; see InterpolatedState.
            Volatile.Write(ref _event, logEvent.Clone());
        }
        else
        {
            Volatile.Write(ref _version, _version + 1);
            _isClaimed = false;
            _nextFree = _free;
            _free = this;
        }

        ingress.Write(logEvent);
    }
}
