using System;
using System.Collections.Generic;
using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes values as JSON. Characters beyond ASCII are written as themselves, controls as <c>\u009b</c>.</summary>
internal static class JsonText
{
    private const int ScalarRoom = 64;

    /// <summary>Writes a string with its quotes.</summary>
    public static void WriteString(ref Utf8Writer writer, scoped ReadOnlySpan<char> text)
    {
        writer.Write((byte)'"');
        writer.WriteText<QuotedText>(text);
        writer.Write((byte)'"');
    }

    /// <summary>Writes a key, its colon and a string; nothing when there is no text.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="key">The key with what stands around it: <c>,"key":"</c>.</param>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    public static void WriteOptional(ref Utf8Writer writer, ReadOnlySpan<byte> key, string? text)
    {
        if (text is not null)
        {
            writer.Write(key);
            writer.WriteText<QuotedText>(text);
            writer.Write((byte)'"');
        }
    }

    /// <summary>Writes the name of a property as a key, with its colon.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="prepared">The key if it is prepared.</param>
    /// <param name="name">The name.</param>
    public static void WriteKey(ref Utf8Writer writer, PropertyKey? prepared, string name)
    {
        if (prepared is not null)
        {
            writer.Write(prepared.Json);
        }
        else
        {
            PropertyKey.WriteJson(ref writer, name);
        }
    }

    /// <summary>Writes an array of strings.</summary>
    public static void WriteStrings(ref Utf8Writer writer, IReadOnlyList<string> texts)
    {
        writer.Write((byte)'[');
        for (var i = 0; i < texts.Count; i++)
        {
            writer.Write(i > 0 ? ","u8 : ""u8);
            WriteString(ref writer, texts[i]);
        }

        writer.Write((byte)']');
    }

    /// <summary>Writes a number.</summary>
    public static void WriteNumber(ref Utf8Writer writer, long number)
    {
        // Not the thread's culture: dozens of them, the Swedish and the Arabic among them, have a minus that JSON does not know.
        _ = number.TryFormat(writer.Reserve(ScalarRoom), out var written, provider: CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    /// <summary>Writes a property's value: numbers as numbers where JSON has them, dates in ISO 8601, the rest as strings.</summary>
    public static void WriteValue(ref Utf8Writer writer, in LogValue value)
    {
        switch (value.Kind)
        {
            case LogValueKind.Null:
                writer.Write("null"u8);
                break;
            case LogValueKind.Text:
                WriteString(ref writer, value.Text);
                break;
            case LogValueKind.Char:
                WriteString(ref writer, [value.AsChar]);
                break;
            case LogValueKind.Boolean:
                writer.Write(value.AsBoolean ? "true"u8 : "false"u8);
                break;
            case LogValueKind.Int32:
                WriteNumber(ref writer, value.AsInt32);
                break;
            case LogValueKind.Int64 or LogValueKind.UInt64 or LogValueKind.Decimal:
                WriteScalar(ref writer, value, null);
                break;
            case LogValueKind.Single when float.IsFinite(value.AsSingle):
            case LogValueKind.Double when double.IsFinite(value.AsDouble):
                WriteScalar(ref writer, value, null);
                break;
            default:
                writer.Write((byte)'"');
                WriteScalar(ref writer, value, ValueText.IsoFormatOf(value.Kind));
                writer.Write((byte)'"');
                break;
        }
    }

    private static void WriteScalar(ref Utf8Writer writer, in LogValue value, string? format)
    {
        _ = ValueText.TryFormat(value, writer.Reserve(ScalarRoom), format, out var written);
        writer.Advance(written);
    }
}
