using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorLog.Journal;

namespace ActorLog.Host.Journals;

/// <summary>Writes what there is to say of journals as one JSON document.</summary>
internal static class JournalJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Inspection(IReadOnlyList<JournalArchive> journals) =>
        Document(writer =>
        {
            foreach (var journal in journals)
            {
                Write(writer, journal);
            }
        });

    public static string Verification(IReadOnlyList<(JournalArchive Journal, JournalVerification Found)> journals) =>
        Document(writer =>
        {
            foreach (var (journal, found) in journals)
            {
                writer.WriteStartObject();
                writer.WriteString("folder", journal.Folder);
                writer.WriteBoolean("sound", found.IsSound);
                writer.WriteNumber("frames", found.Frames);
                writer.WriteNumber("events", found.Events);
                writer.WriteNumber("missing", found.Missing);
                writer.WriteNumber("unreadable", found.Unreadable);
                writer.WriteNumber("damagedBytes", found.DamagedBytes);
                writer.WriteNumber("tornBytes", found.TornBytes);
                Write(writer, "findings", found.Findings);
                writer.WriteEndObject();
            }
        });

    private static void Write(Utf8JsonWriter writer, JournalArchive journal)
    {
        writer.WriteStartObject();
        writer.WriteString("folder", journal.Folder);
        writer.WriteString("id", journal.Id);
        writer.WriteBoolean("inUse", journal.IsInUse);
        writer.WriteNumber("first", journal.First);
        writer.WriteNumber("end", journal.End);
        writer.WriteNumber("bytes", journal.Bytes);
        writer.WriteBoolean("stateDamaged", journal.IsStateDamaged);
        writer.WriteStartArray("segments");
        foreach (var segment in journal.Segments)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", segment.Id);
            writer.WriteNumber("first", segment.First);
            writer.WriteNumber("bytes", segment.Bytes);
            if (segment.Created is { } created)
            {
                writer.WriteString("created", created);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cursors");
        foreach (var cursor in journal.Cursors)
        {
            writer.WriteStartObject();
            writer.WriteString("name", cursor.Name);
            writer.WriteNumber("position", cursor.Position);
            writer.WriteNumber("lag", cursor.Lag);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Write(writer, "quarantined", journal.Quarantined);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Readable);
        writer.WriteStartArray();
        write(writer);
        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
