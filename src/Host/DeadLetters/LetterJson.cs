using System;
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorLog.Journal;
using ActorLog.Text;

namespace ActorLog.Host.DeadLetters;

/// <summary>Writes a dead letter as JSON.</summary>
internal static class LetterJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The letter on one line.</summary>
    public static string Line(DeadLetter letter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Compact);
        writer.WriteStartObject();
        writer.WriteString("id", letter.Id);
        writer.WriteString("sink", letter.Sink);
        writer.WriteString("time", letter.Time);
        writer.WriteString("kind", letter.Failure.Kind.ToString().ToLowerInvariant());
        writer.WriteString("reason", letter.Failure.Reason);
        if (letter.Failure.Status is { } status)
        {
            writer.WriteNumber("status", status);
        }

        if (letter.Failure.Response is { } response)
        {
            writer.WriteString("response", response);
        }

        writer.WriteNumber("attempts", letter.Attempts);
        writer.WriteBoolean("placeholder", letter.IsReplaced);
        writer.WriteBoolean("replayed", letter.IsReplayed);
        writer.WritePropertyName("event");
        writer.WriteRawValue(Event(letter));
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static byte[] Event(DeadLetter letter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        LogFormats.Create("json", TimeProvider.System).Format(letter.Event, buffer);
        return buffer.WrittenSpan.TrimEnd((byte)'\n').ToArray();
    }
}
