using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime.Intake;
using ActorLog.Text;

namespace ActorLog.Capture.Interpolation;

/// <summary>An interpolated message as loggers get it: for ours the event itself, for all others a list and a text.</summary>
/// <remarks>
/// Another provider may keep the state and read it when it likes. Only one that has not looked at it during the call may
/// come too late: it finds no properties, and a text that says so. Never the values of another call.
/// </remarks>
internal readonly struct InterpolatedState(PendingMessage message, int version)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string OriginalFormat = "{OriginalFormat}";
    private const string TooLate = "[the message was first read after its call had ended]";

    /// <inheritdoc/>
    public int Count => Read(static e => e.MessagePropertyCount + 1, 0);

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => ToArray()[index];

    /// <summary>Takes the event if it is still to be had.</summary>
    public LogEvent? Claim() => message.Is(version) ? message.Claim() : null;

    /// <summary>Fills an event with the message, if it is not the very event that has it.</summary>
    public void CopyTo(LogEvent logEvent)
    {
        if (IsIn(logEvent))
        {
            return;
        }

        var properties = Read(static e => e.Properties[..e.MessagePropertyCount].ToArray(), []);
        foreach (var property in properties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        logEvent.MessagePropertyCount = properties.Length;
        logEvent.Template = Read(static e => e.Template, MessageTemplate.Empty);
        logEvent.RenderedMessage = Read<string?>(static e => e.RenderedMessage, TooLate);
    }

    /// <summary>Delivers the event when the call ends, if it is the one that was claimed.</summary>
    public bool Deliver(LogEvent logEvent, Ingress ingress)
    {
        if (!IsIn(logEvent))
        {
            return false;
        }

        message.DeliverTo(ingress);
        return true;
    }

    /// <summary>The text, as our own sinks would write it.</summary>
    public override string ToString() => Read(LogFormats.MessageOf, TooLate);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Without the version, an event that came out of the pool again might pass for the one that once was ours.
    private bool IsIn(LogEvent logEvent) => message.Is(version) && ReferenceEquals(logEvent, message.Event);

    private KeyValuePair<string, object?>[] ToArray() => Read(Pairs, []);

    private static KeyValuePair<string, object?>[] Pairs(LogEvent logEvent)
    {
        var pairs = new KeyValuePair<string, object?>[logEvent.MessagePropertyCount + 1];
        for (var i = 0; i < pairs.Length - 1; i++)
        {
            var property = logEvent.Properties[i];
            pairs[i] = new(property.Name, property.Value.ToObject());
        }

        // Of text without holes the loggers of Microsoft's give the text as its template.
        var isText = pairs.Length == 1 && logEvent.RenderedMessage is not null;
        pairs[^1] = new(OriginalFormat, isText ? logEvent.RenderedMessage : logEvent.Template.Text);
        return pairs;
    }

    /// <summary>
    /// Reads the event, and reads it again if the call has ended meanwhile: then the event is another's, and the message has
    /// a copy of it, or belongs to another call.
    /// </summary>
    private T Read<T>(Func<LogEvent, T> read, T tooLate)
    {
        while (message is not null && message.Is(version))
        {
            message.MarkSeen();
            var logEvent = message.Event;
            try
            {
                var value = read(logEvent);
                if (IsStill(logEvent))
                {
                    return value;
                }
            }
            catch (Exception) when (!IsStill(logEvent))
            {
                // Half of it was another's already.
            }
        }

        return tooLate;
    }

    private bool IsStill(LogEvent logEvent)
    {
        Interlocked.MemoryBarrier();
        return message.Is(version) && ReferenceEquals(message.Event, logEvent);
    }
}
