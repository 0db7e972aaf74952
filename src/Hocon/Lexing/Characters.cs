using System.Buffers;

namespace ActorLog.Hocon.Lexing;

/// <summary>Which characters are whitespace, and which may not stand in unquoted text.</summary>
internal static class Characters
{
    /// <summary>What the specification forbids in unquoted text.</summary>
    public const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    /// <summary>Zs, Zl, Zp, the byte order mark and the ASCII separators. Not NEL; the line feed is a token.</summary>
    private const string Whitespace =
        " \t\v\f\r\u001C\u001D\u001E\u001F\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
        + "\u2028\u2029\u202F\u205F\u3000\uFEFF";

    /// <summary>Where a run of unquoted text may end. A slash ends it only when another follows.</summary>
    public static readonly SearchValues<char> TextEnds = SearchValues.Create(Reserved + Whitespace + "\n/");

    public static readonly SearchValues<char> WhitespaceSet = SearchValues.Create(Whitespace);

    /// <summary>What ends the plain part of a quoted string: the quote, an escape, a control character.</summary>
    public static readonly SearchValues<char> QuotedStops = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015"
            + "\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"
    );

    public static bool IsWhitespace(char c) => c == ' ' || WhitespaceSet.Contains(c);

    public static bool IsReserved(char c) => Reserved.Contains(c, System.StringComparison.Ordinal);

    public static bool IsNumeric(char c) => char.IsAsciiDigit(c) || c is 'e' or 'E' or '+' or '-' or '.';
}
