using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Reads the members of one JSON object, in their order.</summary>
internal static class JsonFields
{
    // A decimal keeps the digits as they were written; more than this many do not fit.
    private const int DecimalLength = 28;

    // That of the reader, unless it is told otherwise.
    private const int MaxDepth = 64;

    /// <summary>The members, or <see langword="null"/> and what is wrong.</summary>
    public static List<JsonField>? Read(ReadOnlySpan<byte> json, out DecodeError error)
    {
        error = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (json.TrimStart(" \t\r\n"u8).IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                error = new DecodeError("expected a JSON object", 1);
                return null;
            }

            var fields = new List<JsonField>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                fields.Add(ReadField(ref reader, json));
            }

            // What stands behind the object makes this last read throw.
            reader.Read();
            return fields;
        }
        catch (JsonException failure)
        {
            error = Describe(failure);
            return null;
        }
        catch (InvalidOperationException)
        {
            error = new DecodeError("the text has half of a surrogate pair", reader.TokenStartIndex + 1);
            return null;
        }
    }

    /// <summary>What the JSON reader complains about, with the place.</summary>
    public static DecodeError Describe(JsonException failure)
    {
        var end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? failure.Message : failure.Message[..end];
        return new DecodeError(
            "invalid JSON: " + InOurWords(reason).TrimEnd('.'),
            (failure.BytePositionInLine ?? -1) + 1
        );
    }

    // The reader talks to programmers, of its options; senders have none.
    private static string InOurWords(string reason) =>
        reason.StartsWith("The maximum configured depth", StringComparison.Ordinal)
            ? $"it is nested more than {MaxDepth} deep"
            : reason
                .Replace("not supported in this mode", "not allowed", StringComparison.Ordinal)
                .Replace(" Change the reader options.", "", StringComparison.Ordinal);

    private static JsonField ReadField(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var name = reader.GetString() ?? "";
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var raw = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
                return new JsonField(name, LogValue.From(raw), IsNested: true);
            case JsonTokenType.String:
                return new JsonField(name, LogValue.From(reader.GetString()));
            case JsonTokenType.Number:
                return new JsonField(name, ReadNumber(ref reader));
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonField(name, LogValue.From(reader.GetBoolean()));
            default:
                return new JsonField(name, LogValue.Null);
        }
    }

    private static LogValue ReadNumber(ref Utf8JsonReader reader)
    {
        var digits = reader.ValueSpan;
        if (digits.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            if (reader.TryGetInt64(out var whole))
            {
                return LogValue.From(whole);
            }

            if (reader.TryGetUInt64(out var large))
            {
                return LogValue.From(large);
            }

            if (digits.Length <= DecimalLength && reader.TryGetDecimal(out var exact))
            {
                return LogValue.From(exact);
            }
        }

        return reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? LogValue.From(number)
            : LogValue.From(Encoding.UTF8.GetString(digits).ToString(CultureInfo.InvariantCulture));
    }
}
