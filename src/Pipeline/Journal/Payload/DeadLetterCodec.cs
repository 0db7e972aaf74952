using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ActorLog.Sinks;

namespace ActorLog.Journal.Payload;

/// <summary>Writes dead letters as bytes and reads them back: what happened, and behind it the event as <see cref="EventEncoder"/> writes it.</summary>
internal static class DeadLetterCodec
{
    // An excerpt is for people; a receiver that answers with a book shall not fill the store.
    private const int LongestExcerpt = 4096;

    /// <summary>Appends the letter; its id and whether it was replayed are not part of it.</summary>
    public static void Encode(DeadLetter letter, IBufferWriter<byte> output)
    {
        var (failure, response) = (letter.Failure, letter.Failure.Response);
        var parts = letter.IsReplaced ? DeadLetterParts.IsReplaced : DeadLetterParts.None;
        parts |= failure.Status is null ? 0 : DeadLetterParts.Status;
        parts |= response is null ? 0 : DeadLetterParts.Response;
        var writer = new PayloadWriter(output);
        writer.WriteByte(PayloadVersion.DeadLetter);
        writer.WriteNumber((ulong)parts);
        writer.WriteWord((ulong)letter.Time.UtcTicks);
        writer.WriteText(letter.Sink);
        writer.WriteByte((byte)failure.Kind);
        writer.WriteText(failure.Reason);
        writer.WriteSigned(letter.Attempts);
        if (failure.Status is { } status)
        {
            writer.WriteSigned(status);
        }

        if (response is not null)
        {
            writer.WriteText(response.Length > LongestExcerpt ? response[..LongestExcerpt] : response);
        }

        writer.Commit();
        EventEncoder.Encode(letter.Event, output);
    }

    /// <summary>Reads a letter.</summary>
    /// <param name="payload">All its bytes.</param>
    /// <param name="events">Reads the event.</param>
    /// <param name="letter">The letter; <see langword="null"/> when the bytes are none.</param>
    /// <param name="fault">What is wrong with the bytes.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> payload,
        EventDecoder events,
        [NotNullWhen(true)] out DeadLetter? letter,
        out PayloadFault fault
    )
    {
        var reader = new PayloadReader(payload);
        if (reader.ReadByte() != PayloadVersion.DeadLetter)
        {
            reader.Fail(PayloadFault.UnknownVersion);
        }

        var parts = (DeadLetterParts)reader.ReadNumber((ulong)DeadLetterParts.All);
        var ticks = reader.ReadTicks();
        var sink = reader.ReadText();
        var kind = (FailureKind)reader.ReadNumber((ulong)FailureKind.Fatal);
        var failure = new SinkFailure(kind, reader.ReadText());
        var attempts = reader.ReadInt32();
        failure = failure with
        {
            Status = (parts & DeadLetterParts.Status) != 0 ? reader.ReadInt32() : null,
            Response = (parts & DeadLetterParts.Response) != 0 ? reader.ReadText() : null,
        };
        letter = null;
        fault = reader.Fault;
        if (fault != PayloadFault.None || !events.TryDecode(reader.Rest, out var logEvent, out fault))
        {
            return false;
        }

        letter = new DeadLetter
        {
            Sink = sink,
            Failure = failure,
            Attempts = attempts,
            Time = new DateTimeOffset(ticks, TimeSpan.Zero),
            IsReplaced = (parts & DeadLetterParts.IsReplaced) != 0,
            Event = logEvent,
        };
        return true;
    }
}
