using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Reads an output template: text with holes <c>{Name,alignment:format}</c>, and <c>{{</c> and <c>}}</c> for braces.</summary>
/// <remarks>Stricter than a message template, for it is configuration: what is no hole is an error, not text.</remarks>
internal static class OutputTemplateParser
{
    private const int MaxWidth = 512;

    /// <summary>Reads all pieces. On failure <paramref name="error"/> says what is wrong and at which character.</summary>
    public static bool TryParse(string template, out List<OutputHole> pieces, out string? error)
    {
        pieces = [];
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                if (!TryParseHole(template, i, out var hole, out var close, out error))
                {
                    return false;
                }

                Flush(literal, pieces);
                pieces.Add(hole!);
                i = close;
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(literal, pieces);
        error = null;
        return true;
    }

    private static void Flush(StringBuilder literal, List<OutputHole> pieces)
    {
        if (literal.Length > 0)
        {
            pieces.Add(new OutputHole(literal.ToString(), IsHole: false));
            literal.Clear();
        }
    }

    private static bool TryParseHole(string template, int open, out OutputHole? hole, out int close, out string? error)
    {
        hole = null;
        close = template.IndexOf('}', open);
        var inner = close < 0 ? -1 : template.IndexOf('{', open + 1, close - open - 1);
        if (close < 0 || inner >= 0)
        {
            error = $"the hole that opens at character {open + 1} is not closed; write {{{{ for a brace";
            return false;
        }

        var body = template[(open + 1)..close];
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        var format = colon >= 0 ? body[(colon + 1)..] : null;
        var head = colon >= 0 ? body[..colon] : body;
        var comma = head.IndexOf(',', StringComparison.Ordinal);
        var alignment = 0;
        if (comma >= 0 && !TryParseWidth(head.AsSpan(comma + 1), out alignment))
        {
            error = $"the alignment of {{{body}}} must be a whole number from -{MaxWidth} to {MaxWidth}";
            return false;
        }

        var name = (comma >= 0 ? head[..comma] : head).Trim();
        error = name.Length == 0 ? $"the hole at character {open + 1} has no name" : null;
        hole = new OutputHole(name, IsHole: true, alignment, string.IsNullOrEmpty(format) ? null : format);
        return error is null;
    }

    private static bool TryParseWidth(ReadOnlySpan<char> text, out int width) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out width)
        && width is >= -MaxWidth and <= MaxWidth;
}
