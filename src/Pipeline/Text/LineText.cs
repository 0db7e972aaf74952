using System;
using System.Runtime.Intrinsics;

namespace ActorLog.Text;

/// <summary>Text in a line: <c>\n</c>, <c>\x1b</c>, <c>\u202e</c>. A backslash stays one, for paths must stay readable.</summary>
internal readonly struct LineText : ITextEscape
{
    public static int IndexOfUnsafe(ReadOnlySpan<char> text) => text.IndexOfAny(UnsafeCharacters.InLine);

    public static bool IsSpecial(char unit) => unit is < ' ' or > '~';

    public static bool AnySpecial(Vector128<ushort> units) =>
        Vector128.GreaterThanAny(units - Vector128.Create<ushort>(' '), Vector128.Create<ushort>('~' - ' '));

    public static bool IsPlain(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(UnsafeCharacters.PlainBytesInLine);

    public static void Escape(ref Utf8Writer writer, char unsafeCharacter)
    {
        switch (unsafeCharacter)
        {
            case '\r':
                writer.Write("\\r"u8);
                break;
            case '\n':
                writer.Write("\\n"u8);
                break;
            case < (char)0x100:
                writer.Write("\\x"u8);
                writer.WriteHex(unsafeCharacter, 2);
                break;
            default:
                writer.Write("\\u"u8);
                writer.WriteHex(unsafeCharacter, 4);
                break;
        }
    }

    public static ReadOnlySpan<byte> Of(EscapedText text) => text.Line;
}
