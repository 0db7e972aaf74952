using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Hocon.Values;

/// <summary>Draws an error: the place, the line, a caret, the notes and the include chain.</summary>
internal static class ErrorBlock
{
    private const int MaxWidth = 120;
    private const int MaxChain = 10;

    public static string Render(HoconError error)
    {
        var text = new StringBuilder();
        var origin = error.Origin;
        if (origin is not null)
        {
            text.Append(origin).Append(": ");
        }

        text.Append("error: ").Append(Printable(error.Message));
        var gutter = origin is { Line: > 0 } ? origin.Line.ToString(CultureInfo.InvariantCulture).Length + 1 : 1;
        if (origin is { Line: > 0 })
        {
            AppendExcerpt(text, origin, error.Hint, gutter);
        }
        else if (error.Hint is not null)
        {
            AppendNote(text, gutter, error.Hint);
        }

        foreach (var note in error.Notes)
        {
            AppendNote(text, gutter, note);
        }

        AppendChain(text, origin, gutter);
        return text.ToString();
    }

    private static void AppendExcerpt(StringBuilder text, HoconOrigin origin, string? hint, int gutter)
    {
        var (line, caret) = Window(Secrets.Cover(origin.SourceLine), origin.Column - 1);
        var length = Math.Clamp(origin.Length, 1, Math.Max(1, line.Length - caret));
        text.Append('\n').Append(' ', gutter).Append('|');
        text.Append('\n').Append(CultureInfo.InvariantCulture, $"{origin.Line} | ").Append(line);
        text.Append('\n').Append(' ', gutter).Append("| ");
        foreach (var c in line.AsSpan(0, caret))
        {
            text.Append(c == '\t' ? '\t' : ' ', Cells(c));
        }

        foreach (var c in line.AsSpan(caret, Math.Min(length, line.Length - caret)))
        {
            text.Append('^', Cells(c));
        }

        text.Append('^', caret == line.Length ? 1 : 0);
        if (hint is not null)
        {
            text.Append(' ').Append(Printable(hint));
        }
    }

    /// <summary>
    /// How many cells of a terminal a character takes: the caret stands below what it means in a line with Chinese too. Of a
    /// surrogate pair, mostly an emoji, the first half counts for both.
    /// </summary>
    private static int Cells(char c) =>
        c switch
        {
            < '\u0300' => 1,
            (>= '\u1100' and <= '\u115F')
            or (>= '\u2E80' and <= '\u303E')
            or (>= '\u3041' and <= '\uA4CF')
            or (>= '\uAC00' and <= '\uD7A3')
            or (>= '\uF900' and <= '\uFAFF')
            or (>= '\uFE30' and <= '\uFE6F')
            or (>= '\uFF00' and <= '\uFF60')
            or (>= '\uFFE0' and <= '\uFFE6') => 2,
            _ when char.IsHighSurrogate(c) => 2,
            _ when char.IsLowSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => 0,
            _ => 1,
        };

    private static void AppendNote(StringBuilder text, int gutter, string note) =>
        text.Append('\n').Append(' ', gutter).Append("= ").Append(Printable(note));

    private static void AppendChain(StringBuilder text, HoconOrigin? origin, int gutter)
    {
        var shown = 0;
        for (var from = origin?.IncludedFrom; from is not null; from = from.IncludedFrom)
        {
            if (shown++ < MaxChain)
            {
                text.Append('\n').Append(' ', gutter).Append("= included from: ").Append(from);
            }
        }

        if (shown > MaxChain)
        {
            text.Append('\n').Append(' ', gutter);
            text.Append(CultureInfo.InvariantCulture, $"= ... and {shown - MaxChain} more includes");
        }
    }

    /// <summary>A line of a megabyte is shown as the part around the caret.</summary>
    private static (string Line, int Caret) Window(string line, int caret)
    {
        // The place may be a carriage return, which is not shown.
        caret = Math.Min(caret, line.Length);
        var start = caret > MaxWidth - 40 ? caret - (MaxWidth / 2) : 0;
        var part = Printable(line.Substring(start, Math.Min(MaxWidth, line.Length - start)));
        var head = start > 0 ? "..." : "";
        var tail = start + MaxWidth < line.Length ? "..." : "";
        return (head + part + tail, caret - start + head.Length);
    }

    /// <summary>Escape sequences and bidi controls of a file must not act on the reader's terminal.</summary>
    private static string Printable(string text)
    {
        foreach (var c in text)
        {
            if (!IsSafe(c))
            {
                return string.Create(
                    text.Length,
                    text,
                    static (to, from) =>
                    {
                        for (var i = 0; i < to.Length; i++)
                        {
                            to[i] = IsSafe(from[i]) ? from[i] : '\uFFFD';
                        }
                    }
                );
            }
        }

        return text;
    }

    private static bool IsSafe(char c) =>
        c == '\t'
        || char.GetUnicodeCategory(c)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
            )
        || char.IsSurrogate(c);
}
