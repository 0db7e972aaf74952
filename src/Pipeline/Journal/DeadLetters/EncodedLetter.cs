using System;
using System.Globalization;
using ActorLog.Events;
using ActorLog.Journal.Payload;
using ActorLog.Text;

namespace ActorLog.Journal;

/// <summary>A dead letter as it stands on disk: whoever has it needs the event no longer.</summary>
/// <param name="Tag">The event's level.</param>
/// <param name="Bytes">The letter.</param>
internal readonly record struct EncodedLetter(byte Tag, byte[] Bytes)
{
    /// <summary>Encodes a letter. Of an event that is larger than a journal takes, what it was is kept, and not what it said.</summary>
    public static EncodedLetter Of(DeadLetter letter)
    {
        var buffer = new ByteBuffer(1024);
        DeadLetterCodec.Encode(letter, buffer);
        if (buffer.Length > FrameFormat.MaxPayload)
        {
            var bytes = buffer.Length;
            buffer.Clear();
            DeadLetterCodec.Encode(letter with { Event = Remains(letter.Event, bytes) }, buffer);
        }

        var level = Math.Clamp((int)letter.Event.Level, 0, 6);
        return new EncodedLetter((byte)level, buffer.Written.ToArray());
    }

    private static LogEvent Remains(LogEvent logEvent, int bytes)
    {
        var remains = new LogEvent
        {
            SessionId = logEvent.SessionId,
            Sequence = logEvent.Sequence,
            UtcTicks = logEvent.UtcTicks,
            Level = logEvent.Level,
            Category = logEvent.Category,
            EventId = logEvent.EventId,
            RenderedMessage = string.Create(
                CultureInfo.InvariantCulture,
                $"[event {logEvent.Sequence} is too large to be kept: {bytes} bytes, at most {FrameFormat.MaxPayload}]"
            ),
            ThreadId = logEvent.ThreadId,
            TraceId = logEvent.TraceId,
            SpanId = logEvent.SpanId,
            Origin = logEvent.Origin,
        };
        remains.Measure();
        return remains;
    }
}
