using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Text;

/// <summary>The characters with which a text could forge a line, a terminal sequence or the order of reading.</summary>
internal static class UnsafeCharacters
{
    private const char Delete = '\u007f';

    /// <summary>Unsafe in a line of text: all controls but TAB, line separators, bidi controls.</summary>
    public static readonly SearchValues<char> InLine = SearchValues.Create([.. Controls().Where(c => c != '\t')]);

    /// <summary>Unsafe in a quoted string: all controls, line separators, bidi controls, the quote and the backslash.</summary>
    public static readonly SearchValues<char> InQuotes = SearchValues.Create([.. Controls(), '"', '\\']);

    /// <summary>ASCII that is safe in a line.</summary>
    public static readonly SearchValues<byte> PlainBytesInLine = SearchValues.Create([
        .. Printable().Select(c => (byte)c),
        (byte)'\t',
    ]);

    /// <summary>ASCII that is safe in a quoted string.</summary>
    public static readonly SearchValues<byte> PlainBytesInQuotes = SearchValues.Create([
        .. Printable().Where(c => c is not ('"' or '\\')).Select(c => (byte)c),
    ]);

    /// <summary>All controls, line separators and bidi controls.</summary>
    public static IEnumerable<char> Controls() =>
        Range('\0', '\u001f')
            .Append(Delete)
            .Concat(Range('\u0080', '\u009f'))
            .Append('\u061c')
            .Concat(Range('\u200e', '\u200f'))
            .Concat(Range('\u2028', '\u202e'))
            .Concat(Range('\u2066', '\u2069'));

    private static IEnumerable<char> Printable() => Range(' ', '~');

    private static IEnumerable<char> Range(char first, char last) =>
        Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
