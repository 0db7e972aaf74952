using System;
using System.Buffers;
using System.Linq;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Writes keys and values as logfmt has them: <c>key=word key="more words"</c>.</summary>
internal static class LogfmtText
{
    // Quotes are needed for what ends a word, and for what has to be escaped. A backslash alone is neither.
    private static readonly SearchValues<char> PlainInWord = SearchValues.Create([
        .. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Where(c => c is not ('"' or '=')),
    ]);

    private static readonly SearchValues<char> UnsafeInWord = SearchValues.Create([
        .. UnsafeCharacters.Controls(),
        ' ',
        '"',
        '=',
    ]);

    /// <summary>Writes a key. What a key must not have becomes <c>_</c>.</summary>
    public static void WriteKey(ref Utf8Writer writer, string name)
    {
        if (name.Length == 0)
        {
            writer.Write((byte)'_');
            return;
        }

        writer.WriteText<Key>(name);
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
        if (text.IsEmpty || Key.IndexOfUnsafe(text) >= 0 || text is "null")
        {
            JsonText.WriteString(ref writer, text);
        }
        else
        {
            writer.WriteUtf16(text);
        }
    }

    private readonly struct Key : ITextEscape
    {
        public static int IndexOfUnsafe(ReadOnlySpan<char> text)
        {
            var stop = text.IndexOfAnyExcept(PlainInWord);
            if (stop < 0)
            {
                return -1;
            }

            var found = text[stop..].IndexOfAny(UnsafeInWord);
            return found < 0 ? -1 : stop + found;
        }

        public static bool IsPlain(ReadOnlySpan<byte> utf8) => false;

        public static void Escape(ref Utf8Writer writer, char unsafeCharacter) => writer.Write((byte)'_');

        public static ReadOnlySpan<byte> Of(EscapedText text) => text.Raw;
    }
}
