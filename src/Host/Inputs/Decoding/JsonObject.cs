using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>One JSON object that has been read: its members, in their order.</summary>
/// <remarks>It looks into the bytes that it was read from, and holds pooled memory until it is disposed, once.</remarks>
internal readonly ref struct JsonObject : IDisposable
{
    // A decimal keeps the digits as they were written; more than this many do not fit.
    private const int DecimalLength = 28;

    // That of the reader, unless it is told otherwise.
    private const int MaxDepth = 64;

    private const int FirstRoom = 16;

    private readonly ReadOnlySpan<byte> _json;
    private readonly JsonField[] _fields;
    private readonly int _count;

    private JsonObject(ReadOnlySpan<byte> json, JsonField[] fields, int count)
    {
        _json = json;
        _fields = fields;
        _count = count;
    }

    /// <summary>The members.</summary>
    public ReadOnlySpan<JsonField> Fields => _fields.AsSpan(0, _count);

    /// <summary>Whether it is a CLEF event: it has one of the names that every one has.</summary>
    public bool IsClef
    {
        get
        {
            foreach (ref readonly var member in Fields)
            {
                if (member.Name.InClef is JsonRole.Time or JsonRole.Template or JsonRole.Message)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Reads an object. The caller disposes it.</summary>
    /// <param name="json">Valid UTF-8.</param>
    /// <param name="read">The object.</param>
    /// <param name="error">What is wrong.</param>
    /// <returns>False, with nothing to dispose, when the bytes are no JSON object, or more than one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out JsonObject read, out DecodeError error)
    {
        error = default;
        var fields = ArrayPool<JsonField>.Shared.Rent(FirstRoom);
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!json.TrimStart(" \t\r\n"u8).IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var count = ReadFields(ref reader, ref fields);
                read = new JsonObject(json, fields, count);
                return true;
            }

            error = new DecodeError("expected a JSON object", 1);
        }
        catch (JsonException failure)
        {
            error = Describe(failure);
        }
        catch (InvalidOperationException)
        {
            error = new DecodeError("the text is not UTF-8", reader.TokenStartIndex + 1);
        }

        ArrayPool<JsonField>.Shared.Return(fields, clearArray: true);
        read = default;
        return false;
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

    /// <summary>The value of a member; an object or array as its JSON text.</summary>
    public LogValue ValueOf(in JsonField field) =>
        field.IsNested ? LogValue.From(Encoding.UTF8.GetString(BytesOf(field))) : field.Value;

    /// <summary>Reads the value of a member, if that is an object. The caller disposes what is read.</summary>
    public bool TryOpen(in JsonField field, out JsonObject members)
    {
        if (field.IsNested && BytesOf(field) is [(byte)'{', ..] json)
        {
            return TryRead(json, out members, out _);
        }

        members = default;
        return false;
    }

    public void Dispose()
    {
        // They hold texts, which would live on in the pool.
        _fields.AsSpan(0, _count).Clear();
        ArrayPool<JsonField>.Shared.Return(_fields);
    }

    private ReadOnlySpan<byte> BytesOf(in JsonField field) => _json.Slice(field.Start, field.Length);

    private static int ReadFields(ref Utf8JsonReader reader, ref JsonField[] fields)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (count == fields.Length)
            {
                Grow(ref fields);
            }

            fields[count] = ReadField(ref reader);
            count++;
        }

        // What stands behind the object makes this last read throw.
        reader.Read();
        return count;
    }

    private static void Grow(ref JsonField[] fields)
    {
        var larger = ArrayPool<JsonField>.Shared.Rent(2 * fields.Length);
        fields.CopyTo(larger, 0);
        ArrayPool<JsonField>.Shared.Return(fields, clearArray: true);
        fields = larger;
    }

    // The reader talks to programmers, of its options; senders have none.
    private static string InOurWords(string reason) =>
        reason.StartsWith("The maximum configured depth", StringComparison.Ordinal)
            ? $"it is nested more than {MaxDepth} deep"
            : reason
                .Replace("not supported in this mode", "not allowed", StringComparison.Ordinal)
                .Replace(" Change the reader options.", "", StringComparison.Ordinal);

    private static JsonField ReadField(ref Utf8JsonReader reader)
    {
        var name = ReadWord(ref reader);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return new JsonField(name, LogValue.Null, start, (int)reader.BytesConsumed - start);
            case JsonTokenType.String when name.HasWords:
                return new JsonField(name, LogValue.From(ReadWord(ref reader).Text));
            case JsonTokenType.String:
                return new JsonField(name, LogValue.From(JsonTexts.Read(ref reader)));
            case JsonTokenType.Number:
                return new JsonField(name, ReadNumber(ref reader));
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonField(name, LogValue.From(reader.GetBoolean()));
            default:
                return new JsonField(name, LogValue.Null);
        }
    }

    private static JsonWord ReadWord(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? new JsonWord(JsonTexts.Read(ref reader)) : JsonWords.Get(reader.ValueSpan);

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
            : LogValue.From(Encoding.UTF8.GetString(digits));
    }
}
