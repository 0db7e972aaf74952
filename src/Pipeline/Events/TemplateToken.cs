using System;
using System.Globalization;
using System.Text;

namespace ActorLog.Events;

/// <summary>A piece of a message template: literal text, or a hole for a property.</summary>
public sealed class TemplateToken
{
    private const int MaxDigits = 512;
    private const int MaxWidth = 512;

    private TemplateToken(string text, bool isHole, string? format, int alignment, int index)
    {
        Text = text;
        IsHole = isHole;
        Format = format;
        Alignment = alignment;
        HoleIndex = index;
    }

    /// <summary>The literal text (braces unescaped), or the name of the hole.</summary>
    public string Text { get; }

    /// <summary>Whether this is a hole.</summary>
    public bool IsHole { get; }

    /// <summary>The format behind the hole's colon, or <see langword="null"/>.</summary>
    public string? Format { get; }

    /// <summary>The least width of the hole in characters: positive aligns right, negative left, 0 not at all.</summary>
    public int Alignment { get; }

    /// <summary>The place of the hole among the holes, from 0; -1 for literal text.</summary>
    public int HoleIndex { get; }

    internal static TemplateToken Literal(string text) => new(text, false, null, 0, -1);

    internal static TemplateToken Hole(string name, string? format, int alignment, int index) =>
        new(name, true, IsExcessive(format) ? null : format, Math.Clamp(alignment, -MaxWidth, MaxWidth), index);

    /// <summary>Appends the token as it stands in a template.</summary>
    internal void WriteTo(StringBuilder template)
    {
        if (!IsHole)
        {
            template.Append(
                Text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );
            return;
        }

        template.Append('{').Append(Text);
        if (Alignment != 0)
        {
            template.Append(',').Append(CultureInfo.InvariantCulture, $"{Alignment}");
        }

        if (Format is not null)
        {
            template.Append(':').Append(Format);
        }

        template.Append('}');
    }

    /// <summary>Whether a number format asks for more digits than any honest one: "D999999999" would write a gigabyte.</summary>
    internal static bool IsExcessive(string? format) =>
        format is { Length: > 4 }
        && char.IsAsciiLetter(format[0])
        && int.TryParse(format.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
        && digits > MaxDigits;
}
