using System;
using System.Runtime.Intrinsics;

namespace ActorLog.Text;

/// <summary>Text between the quotes of JSON or logfmt. Whoever reads it gets back exactly what was logged.</summary>
internal readonly struct QuotedText : ITextEscape
{
    public static int IndexOfUnsafe(ReadOnlySpan<char> text) => text.IndexOfAny(UnsafeCharacters.InQuotes);

    public static bool IsSpecial(char unit) => unit is < ' ' or > '~' or '"' or '\\';

    public static bool AnySpecial(Vector128<ushort> units) =>
        LineText.AnySpecial(units)
        || Vector128.EqualsAny(units, Vector128.Create<ushort>('"'))
        || Vector128.EqualsAny(units, Vector128.Create<ushort>('\\'));

    public static bool IsPlain(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(UnsafeCharacters.PlainBytesInQuotes);

    public static void Escape(ref Utf8Writer writer, char unsafeCharacter)
    {
        var letter = unsafeCharacter switch
        {
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            '"' or '\\' => unsafeCharacter,
            _ => 'u',
        };
        writer.Write((byte)'\\');
        writer.Write((byte)letter);
        if (letter == 'u')
        {
            writer.WriteHex(unsafeCharacter, 4);
        }
    }

    public static ReadOnlySpan<byte> Of(EscapedText text) => text.Quoted;
}
