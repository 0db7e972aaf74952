using System;
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
        if (buffer.Length > JournalLog.MaxPayload)
        {
            var bytes = buffer.Length;
            buffer.Clear();
            var remains = EventRemains.Of(letter.Event, bytes, JournalLog.MaxPayload);
            DeadLetterCodec.Encode(letter with { Event = remains }, buffer);
        }

        var level = Math.Clamp((int)letter.Event.Level, 0, 6);
        return new EncodedLetter((byte)level, buffer.Written.ToArray());
    }
}
