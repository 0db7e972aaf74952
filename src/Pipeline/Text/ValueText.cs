using System;
using System.Globalization;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes property values the way <c>Microsoft.Extensions.Logging</c> writes them into messages.</summary>
internal static class ValueText
{
    /// <summary>Room in which every scalar fits that has no format, and nearly every one that has.</summary>
    private const int ScalarRoom = 128;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Writes a value without format or alignment.</summary>
    public static void Write<TEscape>(ref Utf8Writer writer, in LogValue value)
        where TEscape : struct, ITextEscape
    {
        switch (value.Kind)
        {
            case LogValueKind.Null:
                writer.Write("(null)"u8);
                break;
            case LogValueKind.Text:
                writer.WriteText<TEscape>(value.Text);
                break;
            case LogValueKind.Int32:
                _ = value.AsInt32.TryFormat(writer.Reserve(ScalarRoom), out var digits, default, Invariant);
                writer.Advance(digits);
                break;
            case LogValueKind.Char:
                writer.WriteText<TEscape>([value.AsChar]);
                break;
            default:
                TryFormat(value, writer.Reserve(ScalarRoom), null, out var written);
                writer.Advance(written);
                break;
        }
    }

    /// <summary>Writes a value as its hole wants it.</summary>
    public static void Write<TEscape>(ref Utf8Writer writer, in LogValue value, HoleFormat hole)
        where TEscape : struct, ITextEscape
    {
        if (hole.Format is null && hole.Alignment == 0)
        {
            Write<TEscape>(ref writer, value);
            return;
        }

        switch (value.Kind)
        {
            case LogValueKind.Null:
                WriteAligned<TEscape>(ref writer, "(null)", hole.Alignment);
                break;
            case LogValueKind.Text:
                WriteAligned<TEscape>(ref writer, value.Text, hole.Alignment);
                break;
            case LogValueKind.Char:
                WriteAligned<TEscape>(ref writer, [value.AsChar], hole.Alignment);
                break;
            default:
                WriteScalar<TEscape>(ref writer, value, hole);
                break;
        }
    }

    /// <summary>The format that gives ISO 8601, for kinds that have it.</summary>
    public static string? IsoFormatOf(LogValueKind kind) =>
        kind is LogValueKind.DateTime or LogValueKind.DateTimeOffset or LogValueKind.DateOnly or LogValueKind.TimeOnly
            ? "o"
            : null;

    public static void WriteAligned<TEscape>(ref Utf8Writer writer, scoped ReadOnlySpan<char> text, int alignment)
        where TEscape : struct, ITextEscape
    {
        writer.WriteSpaces(alignment - text.Length);
        writer.WriteText<TEscape>(text);
        writer.WriteSpaces(-alignment - text.Length);
    }

    /// <summary>Formats a scalar as UTF-8; <see langword="false"/> when the room is too small.</summary>
    /// <exception cref="FormatException">The format does not fit the kind.</exception>
    public static bool TryFormat(in LogValue value, Span<byte> room, string? format, out int written) =>
        value.Kind switch
        {
            LogValueKind.Boolean => TryCopy(value.AsBoolean ? "True"u8 : "False"u8, room, out written),
            LogValueKind.Int32 => value.AsInt32.TryFormat(room, out written, format, Invariant),
            LogValueKind.Int64 => value.AsInt64.TryFormat(room, out written, format, Invariant),
            LogValueKind.UInt64 => value.AsUInt64.TryFormat(room, out written, format, Invariant),
            LogValueKind.Single => value.AsSingle.TryFormat(room, out written, format, Invariant),
            LogValueKind.Double when format is null && ShortDouble.TryFormat(value.AsDouble, room, out written) => true,
            LogValueKind.Double => value.AsDouble.TryFormat(room, out written, format, Invariant),
            LogValueKind.Decimal => value.AsDecimal.TryFormat(room, out written, format, Invariant),
            LogValueKind.DateTime => value.AsDateTime.TryFormat(room, out written, format, Invariant),
            LogValueKind.DateTimeOffset => value.AsDateTimeOffset.TryFormat(room, out written, format, Invariant),
            LogValueKind.TimeSpan => value.AsTimeSpan.TryFormat(room, out written, format, Invariant),
            LogValueKind.DateOnly => value.AsDateOnly.TryFormat(room, out written, format, Invariant),
            LogValueKind.TimeOnly => value.AsTimeOnly.TryFormat(room, out written, format, Invariant),
            LogValueKind.Guid => value.AsGuid.TryFormat(room, out written, format),
            _ => throw new InvalidOperationException($"A value of kind {value.Kind} is not a scalar."),
        };

    private static void WriteScalar<TEscape>(ref Utf8Writer writer, in LogValue value, HoleFormat hole)
        where TEscape : struct, ITextEscape
    {
        try
        {
            WriteScalar<TEscape>(ref writer, value, hole.For(value.Kind), hole.Alignment);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            // ArgumentException: a format with a lone surrogate cannot be written as UTF-8.
            hole.MarkUnfit(value.Kind);
            WriteScalar<TEscape>(ref writer, value, null, hole.Alignment);
        }
    }

    private static void WriteScalar<TEscape>(ref Utf8Writer writer, in LogValue value, string? format, int alignment)
        where TEscape : struct, ITextEscape
    {
        var width = Math.Abs(alignment);
        var room = writer.Reserve(ScalarRoom + width);
        if (!TryFormat(value, room, format, out var written) || !TEscape.IsPlain(room[..written]))
        {
            WriteLongScalar<TEscape>(ref writer, value, format, alignment);
            return;
        }

        var padding = Math.Max(0, width - written);
        if (alignment > 0)
        {
            room[..written].CopyTo(room[padding..]);
            room[..padding].Fill((byte)' ');
        }
        else
        {
            room.Slice(written, padding).Fill((byte)' ');
        }

        writer.Advance(written + padding);
    }

    // The format has text of its own: more than the usual room, characters that are no ASCII, or some to be escaped.
    private static void WriteLongScalar<TEscape>(
        ref Utf8Writer writer,
        in LogValue value,
        string? format,
        int alignment
    )
        where TEscape : struct, ITextEscape
    {
        var text = value.ToObject() is IFormattable formattable ? formattable.ToString(format, Invariant) : "";
        WriteAligned<TEscape>(ref writer, text, alignment);
    }

    private static bool TryCopy(ReadOnlySpan<byte> source, Span<byte> room, out int written)
    {
        written = source.Length;
        return source.TryCopyTo(room);
    }
}
