using System;
using System.Buffers;
using System.Runtime.Intrinsics;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes keys and values as logfmt has them: <c>key=word key="more words"</c>.</summary>
internal static class LogfmtText
{
    // Quotes are needed for what ends a word, and for what has to be escaped. A backslash alone is neither.
    private static readonly SearchValues<char> UnsafeInWord = SearchValues.Create([
        .. UnsafeCharacters.Controls(),
        ' ',
        '"',
        '=',
    ]);

    /// <summary>Writes a key with its equals sign. What a key must not have becomes <c>_</c>.</summary>
    public static void WriteKey(ref Utf8Writer writer, string name)
    {
        writer.WriteText<Word>(name.Length == 0 ? "_" : name);
        writer.Write(IsOwnKey(name) ? "_="u8 : "="u8);
    }

    /// <summary>Writes a property's value.</summary>
    public static void WriteValue(ref Utf8Writer writer, in LogValue value)
    {
        switch (value.Kind)
        {
            case LogValueKind.Null:
                writer.Write("null"u8);
                break;
            case LogValueKind.Text:
                WriteText(ref writer, value.Text);
                break;
            case LogValueKind.Char:
                WriteText(ref writer, [value.AsChar]);
                break;
            case LogValueKind.Boolean:
                writer.Write(value.AsBoolean ? "true"u8 : "false"u8);
                break;
            default:
                _ = ValueText.TryFormat(value, writer.Reserve(64), ValueText.IsoFormatOf(value.Kind), out var written);
                writer.Advance(written);
                break;
        }
    }

    /// <summary>Writes text, in quotes if it needs them.</summary>
    public static void WriteText(ref Utf8Writer writer, scoped ReadOnlySpan<char> text)
    {
        // The word null stands for no value.
        if (text.IsEmpty || text is "null")
        {
            JsonText.WriteString(ref writer, text);
        }
        else if (!writer.TryWritePlain<Word>(text))
        {
            WriteSpecial(ref writer, text);
        }
    }

    private static void WriteSpecial(ref Utf8Writer writer, scoped ReadOnlySpan<char> text)
    {
        if (Word.IndexOfUnsafe(text) >= 0)
        {
            JsonText.WriteString(ref writer, text);
        }
        else
        {
            writer.WriteUtf16(text);
        }
    }

    // A property of the user's with the key of a field of ours gets an underscore behind it.
    private static bool IsOwnKey(string name) =>
        name
            is "ts"
                or "level"
                or "logger"
                or "msg"
                or "event_id"
                or "event_name"
                or "scope"
                or "trace_id"
                or "span_id"
                or "thread"
                or "thread_name"
                or "session"
                or "seq"
                or "exception";

    private readonly struct Word : ITextEscape
    {
        public static int IndexOfUnsafe(ReadOnlySpan<char> text) => text.IndexOfAny(UnsafeInWord);

        public static bool IsSpecial(char unit) => unit is <= ' ' or > '~' or '"' or '=';

        public static bool AnySpecial(Vector128<ushort> units) =>
            LineText.AnySpecial(units)
            || Vector128.EqualsAny(units, Vector128.Create<ushort>(' '))
            || Vector128.EqualsAny(units, Vector128.Create<ushort>('"'))
            || Vector128.EqualsAny(units, Vector128.Create<ushort>('='));

        public static bool IsPlain(ReadOnlySpan<byte> utf8) => false;

        public static void Escape(ref Utf8Writer writer, char unsafeCharacter) => writer.Write((byte)'_');

        public static ReadOnlySpan<byte> Of(EscapedText text) => text.Raw;
    }
}
