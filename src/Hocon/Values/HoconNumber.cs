using System;
using ActorLog.Hocon.Lexing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>A number of any size and precision, kept as written.</summary>
public sealed class HoconNumber : HoconValue
{
    internal HoconNumber(HoconSource source, int start, int length, string text)
        : base(source, start, length) => Text = text;

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.Number;

    /// <summary>The number as written, leading zeros included.</summary>
    public string Text { get; }

    internal override long Weight => 1 + Text.Length;

    /// <inheritdoc />
    public override int GetHashCode() => NumberText.Canonical(Text).GetHashCode(StringComparison.Ordinal);
}
