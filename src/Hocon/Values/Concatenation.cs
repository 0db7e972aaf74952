using System;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Values;

/// <summary>
/// Values side by side, at least one of them a substitution or a container. Text beside text is one string already.
/// </summary>
internal sealed class Concatenation : HoconUnresolved
{
    public Concatenation(HoconSource source, int start, int length, HoconValue[] parts)
        : base(source, start, length)
    {
        Parts = parts;
        foreach (var part in parts)
        {
            Height = Math.Max(Height, part.Height);
            Weight += part.Weight;
        }
    }

    public HoconValue[] Parts { get; }

    internal override int Height { get; }

    internal override long Weight { get; }

    /// <summary>The first part that fits none before it, whatever the substitutions are: text beside a list or an object.</summary>
    public HoconValue? Misfit()
    {
        bool? before = null;
        foreach (var part in Parts)
        {
            if (part is HoconUnresolved || IsBlank(part))
            {
                continue;
            }

            var isText = part is not (HoconList or HoconObject);
            if (before == !isText)
            {
                return part;
            }

            before = isText;
        }

        return null;
    }

    /// <summary>
    /// The unquoted blanks between two parts: they are part of a string and nothing between lists or objects.
    /// </summary>
    public static bool IsBlank(HoconValue part) =>
        part is HoconString { IsQuoted: false, Text.Length: > 0 } text
        && !text.Text.AsSpan().ContainsAnyExcept(Characters.WhitespaceSet);
}
