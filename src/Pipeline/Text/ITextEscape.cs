using System;
using System.Runtime.Intrinsics;

namespace ActorLog.Text;

/// <summary>How text that someone else chose is made harmless for the place where it stands.</summary>
/// <remarks>
/// Implemented by empty structs: the compiler makes one fast copy of each writing method per escape. The unsafe characters
/// are never surrogates, so cutting a text at one of them splits no pair.
/// </remarks>
internal interface ITextEscape
{
    /// <summary>The place of the first character that cannot be written as it is, or -1.</summary>
    static abstract int IndexOfUnsafe(ReadOnlySpan<char> text);

    /// <summary>Whether a UTF-16 unit is anything but plain ASCII.</summary>
    static abstract bool IsSpecial(char unit);

    /// <summary>Whether any of these UTF-16 units is anything but plain ASCII.</summary>
    static abstract bool AnySpecial(Vector128<ushort> units);

    /// <summary>Whether these bytes are plain ASCII of which nothing needs an escape.</summary>
    static abstract bool IsPlain(ReadOnlySpan<byte> utf8);

    /// <summary>Writes the escape of an unsafe character.</summary>
    static abstract void Escape(ref Utf8Writer writer, char unsafeCharacter);

    /// <summary>The form of a prepared text that this escape gives.</summary>
    static abstract ReadOnlySpan<byte> Of(EscapedText text);
}
