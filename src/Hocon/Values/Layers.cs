using System;
using System.Collections.Generic;

namespace ActorLog.Hocon.Values;

/// <summary>
/// The values that one key was given, the latest last, where it is not known yet how they merge: at least one is
/// unresolved. Never nested; below a layer that is a barrier there is none.
/// </summary>
internal sealed class Layers : HoconUnresolved
{
    private readonly ReadOnlyMemory<HoconValue> _values;

    private Layers(HoconValue[] values)
        : base(values[^1].Source, values[^1].Start, values[^1].Length)
    {
        _values = values;
        foreach (var value in values)
        {
            Height = Math.Max(Height, value.Height);
            Weight += value.Weight;
        }
    }

    private Layers(Layers whole, ReadOnlyMemory<HoconValue> lowest)
        : base(lowest.Span[^1].Source, lowest.Span[^1].Start, lowest.Span[^1].Length)
    {
        _values = lowest;
        (Height, Weight) = (whole.Height, whole.Weight);
    }

    public ReadOnlySpan<HoconValue> Values => _values.Span;

    internal override int Height { get; }

    internal override long Weight { get; }

    internal override bool IsBarrier => Values[0].IsBarrier;

    /// <summary>Puts one value over another, without looking into objects.</summary>
    public static HoconValue Over(HoconValue lower, HoconValue upper)
    {
        if (upper.IsBarrier)
        {
            return upper;
        }

        var below = lower is Layers l ? l.Values : [lower];
        var above = upper is Layers u ? u.Values : [upper];
        return new Layers([.. below, .. above]);
    }

    /// <summary>
    /// The lowest layers alone. They are not copied: ten thousand self-references ask for ten thousand of these.
    /// </summary>
    public HoconValue Lowest(int count) => count == 1 ? Values[0] : new Layers(this, _values[..count]);

    /// <summary>Values as they were collected, from below.</summary>
    public static HoconValue Of(IReadOnlyList<HoconValue> values) =>
        values.Count == 1 ? values[0] : new Layers([.. values]);
}
