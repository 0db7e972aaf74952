using System;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>A text.</summary>
public sealed class HoconString : HoconValue
{
    internal HoconString(HoconSource source, int start, int length, string text, bool isQuoted)
        : base(source, start, length)
    {
        Text = text;
        IsQuoted = isQuoted;
    }

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.String;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>True when the text, or a part of it, stood in quotes: it is meant as text, not as <c>10s</c>.</summary>
    public bool IsQuoted { get; }

    internal override long Weight => 1 + Text.Length;

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
