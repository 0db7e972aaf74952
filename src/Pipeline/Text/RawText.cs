using System;
using System.Runtime.Intrinsics;
using System.Text;

namespace ActorLog.Text;

/// <summary>No escapes: for payloads that carry a message as data, not as part of a line.</summary>
internal readonly struct RawText : ITextEscape
{
    public static int IndexOfUnsafe(ReadOnlySpan<char> text) => -1;

    public static bool IsSpecial(char unit) => !char.IsAscii(unit);

    public static bool AnySpecial(Vector128<ushort> units) =>
        Vector128.GreaterThanAny(units, Vector128.Create<ushort>(0x7f));

    public static bool IsPlain(ReadOnlySpan<byte> utf8) => Ascii.IsValid(utf8);

    public static void Escape(ref Utf8Writer writer, char unsafeCharacter) => writer.WriteUtf16([unsafeCharacter]);

    public static ReadOnlySpan<byte> Of(EscapedText text) => text.Raw;
}
