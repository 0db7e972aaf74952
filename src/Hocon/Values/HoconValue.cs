using System;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>
/// A value with the place it was written at. Immutable and thread-safe. Two values are equal when they mean the same:
/// objects whatever the order of their keys, numbers by value; the place does not count.
/// </summary>
public abstract class HoconValue : IEquatable<HoconValue>
{
    private protected HoconValue(HoconSource source, int start, int length)
    {
        Source = source;
        Start = start;
        Length = length;
    }

    /// <summary>The type of the value.</summary>
    public abstract HoconValueKind Kind { get; }

    /// <summary>Where the value was written. A value that came by a substitution tells where that value stands.</summary>
    public HoconOrigin Origin => new(Source, Start, Length);

    internal HoconSource Source { get; }

    internal int Start { get; }

    internal int Length { get; }

    /// <summary>False when this or anything below is still a substitution.</summary>
    internal virtual bool IsResolved => true;

    /// <summary>How many levels of containers there are, this one included.</summary>
    internal virtual int Height => 0;

    /// <summary>How much there is to write, in characters and values: what <see cref="HoconLimits"/> bounds.</summary>
    internal virtual long Weight => 1;

    /// <summary>True when nothing below may shine through: everything but objects and substitutions.</summary>
    internal virtual bool IsBarrier => true;

    /// <inheritdoc />
    public bool Equals(HoconValue? other) => other is not null && ValueComparison.AreEqual(this, other);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => obj is HoconValue value && Equals(value);

    /// <inheritdoc />
    public abstract override int GetHashCode();

    /// <summary>The value as HOCON on one line.</summary>
    public sealed override string ToString() => HoconText.Write(this, indented: false);
}
