using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorLog.Text;

/// <summary>Checks and transcodes in one pass what nearly every text is: ASCII of which nothing needs an escape.</summary>
internal static class PlainText
{
    /// <summary>Writes all of the text as bytes, or answers <see langword="false"/> when that is not all it needs.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">At least as long as the text.</param>
    public static bool TryNarrow<TEscape>(ReadOnlySpan<char> text, Span<byte> room)
        where TEscape : struct, ITextEscape
    {
        if (text.Length < Vector128<ushort>.Count)
        {
            return TryNarrowFew<TEscape>(text, room);
        }

        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        ref var target = ref MemoryMarshal.GetReference(room[..text.Length]);
        var last = text.Length - Vector128<ushort>.Count;
        for (var i = 0; ; i = Math.Min(i + Vector128<ushort>.Count, last))
        {
            var units = Vector128.LoadUnsafe(ref source, (nuint)i);
            if (TEscape.AnySpecial(units))
            {
                return false;
            }

            Vector128.Narrow(units, units).GetLower().StoreUnsafe(ref target, (nuint)i);
            if (i == last)
            {
                return true;
            }
        }
    }

    private static bool TryNarrowFew<TEscape>(ReadOnlySpan<char> text, Span<byte> room)
        where TEscape : struct, ITextEscape
    {
        room = room[..text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (TEscape.IsSpecial(text[i]))
            {
                return false;
            }

            room[i] = (byte)text[i];
        }

        return true;
    }
}
