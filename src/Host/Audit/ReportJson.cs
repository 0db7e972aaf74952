using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorLog.Host.Audit;

/// <summary>Writes the report of an audit as one JSON document.</summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    public static string Of(AuditReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Readable);
        writer.WriteStartObject();
        writer.WriteBoolean("clean", report.Problems.Count == 0);
        WriteStrings(writer, "problems", report.Problems);
        WriteStrings(writer, "files", report.Files);
        writer.WriteNumber("lines", report.Lines);
        writer.WriteNumber("events", report.Events);
        writer.WriteStartArray("sessions");
        foreach (var session in report.Sessions)
        {
            Write(writer, session, report.Rules);
        }

        writer.WriteEndArray();
        Write(writer, "unnumbered", report.Unnumbered);
        Write(writer, "torn", report.Torn);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, SessionReport session, AuditRules rules)
    {
        writer.WriteStartObject();
        writer.WriteString("session", session.Name);
        if (session.Numbers is var (first, last))
        {
            writer.WriteNumber("first", first);
            writer.WriteNumber("last", last);
        }

        writer.WriteNumber("events", session.Events);
        if (!rules.IsSparse)
        {
            Write(writer, session.Missing);
        }

        writer.WriteNumber("notices", session.Notices);
        writer.WriteNumber("dropped", session.Dropped);
        Write(writer, "repeated", session.Repeats);
        Write(writer, "outOfOrder", session.Disorder);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MissingTotals missing)
    {
        writer.WriteStartObject("missing");
        writer.WriteNumber("untold", missing.Untold);
        writer.WriteNumber("told", missing.Told);
        writer.WriteStartArray("ranges");
        foreach (var range in missing.Ranges)
        {
            writer.WriteStartObject();
            Write(writer, range.Numbers);
            writer.WriteBoolean("told", range.IsTold);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("rangesLeftOut", missing.LeftOut);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Incidents incidents)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", incidents.Count);
        writer.WriteStartArray("places");
        foreach (var incident in incidents.First)
        {
            writer.WriteStartObject();
            Write(writer, incident.Numbers);
            writer.WriteNumber("after", incident.After);
            Write(writer, incident.Place);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, LineExcerpts lines)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", lines.Count);
        writer.WriteStartArray("places");
        foreach (var (place, text) in lines.First)
        {
            writer.WriteStartObject();
            Write(writer, place);
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SequenceRange range)
    {
        writer.WriteNumber("first", range.First);
        writer.WriteNumber("last", range.Last);
    }

    private static void Write(Utf8JsonWriter writer, Place place)
    {
        writer.WriteString("file", place.File);
        writer.WriteNumber("line", place.Line);
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
