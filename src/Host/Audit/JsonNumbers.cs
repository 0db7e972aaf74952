using System;
using System.Text;
using System.Text.Json;

namespace ActorLog.Host.Audit;

/// <summary>Finds the numbers in lines of <c>json</c> and <c>clef</c>. A line counts only if it is a whole JSON object.</summary>
internal static class JsonNumbers
{
    /// <inheritdoc cref="LineNumbers"/>
    public static NumberedLine Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            var found = default(NumberedLine);
            _ = reader.Read();
            var isFirst = true;
            var isClef = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                // A user's `session` in CLEF, or `SessionId` in JSON, is not the pipeline's.
                isClef = isFirst ? reader.ValueTextEquals("@t"u8) : isClef;
                isFirst = false;
                if (isClef)
                {
                    TakeClef(ref reader, ref found);
                }
                else
                {
                    TakeJson(ref reader, ref found);
                }
            }

            return reader.Read() ? default : found;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static void TakeJson(scoped ref Utf8JsonReader reader, ref NumberedLine found)
    {
        switch (reader.ValueSpan.Length)
        {
            case 7 when reader.ValueTextEquals("session"u8):
                found.Session = Text(ref reader);
                break;
            case 8 when reader.ValueTextEquals("sequence"u8):
                found.Sequence = Number(ref reader);
                break;
            case 8 when reader.ValueTextEquals("category"u8):
                found.IsOfPipeline = IsOfPipeline(ref reader);
                break;
            case 10 when found.IsOfPipeline && reader.ValueTextEquals("properties"u8):
                TakeProperties(ref reader, ref found);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void TakeProperties(scoped ref Utf8JsonReader reader, ref NumberedLine found)
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TakeNoticePart(ref reader, ref found))
            {
                reader.Skip();
            }
        }
    }

    private static void TakeClef(scoped ref Utf8JsonReader reader, ref NumberedLine found)
    {
        switch (reader.ValueSpan.Length)
        {
            case 9 when reader.ValueTextEquals("SessionId"u8):
                found.Session = Text(ref reader);
                break;
            case 8 when reader.ValueTextEquals("Sequence"u8):
                found.Sequence = Number(ref reader);
                break;
            case 13 when reader.ValueTextEquals("SourceContext"u8):
                found.IsOfPipeline = IsOfPipeline(ref reader);
                break;
            default:
                if (!TakeNoticePart(ref reader, ref found))
                {
                    reader.Skip();
                }

                break;
        }
    }

    private static bool TakeNoticePart(scoped ref Utf8JsonReader reader, ref NumberedLine found)
    {
        if (reader.ValueSpan.Length is not (12 or 13))
        {
            return false;
        }

        if (reader.ValueTextEquals(GapNames.DroppedCount))
        {
            found.DroppedCount = Number(ref reader);
        }
        else if (reader.ValueTextEquals(GapNames.FirstSequence))
        {
            found.FirstSequence = Number(ref reader);
        }
        else if (reader.ValueTextEquals(GapNames.LastSequence))
        {
            found.LastSequence = Number(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan;
        }

        reader.Skip();
        return default;
    }

    private static byte[] Unescaped(scoped ref Utf8JsonReader reader)
    {
        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            return bytes[..reader.CopyString(bytes)];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or no UTF-8.
            return Encoding.UTF8.GetBytes("?");
        }
    }

    private static long Number(scoped ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return NumberedLine.Number(reader.ValueSpan);
        }

        reader.Skip();
        return 0;
    }

    private static bool IsOfPipeline(scoped ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueTextEquals(GapNames.Category);
        }

        reader.Skip();
        return false;
    }
}
