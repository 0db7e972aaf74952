using System;
using System.Collections;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconList : HoconValue, IReadOnlyList<HoconValue>
{
    private readonly HoconValue[] _items;

    internal HoconList(HoconSource source, int start, int length, HoconValue[] items)
        : base(source, start, length)
    {
        _items = items;
        var (height, weight, resolved) = (0, 1L, true);
        foreach (var item in items)
        {
            height = Math.Max(height, item.Height);
            weight += item.Weight;
            resolved &= item.IsResolved;
        }

        (Height, Weight, IsResolved) = (height + 1, weight, resolved);
    }

    /// <inheritdoc />
    public override HoconValueKind Kind => HoconValueKind.List;

    /// <inheritdoc />
    public int Count => _items.Length;

    internal override bool IsResolved { get; }

    internal override int Height { get; }

    internal override long Weight { get; }

    internal ReadOnlySpan<HoconValue> Items => _items;

    /// <inheritdoc />
    public HoconValue this[int index] => _items[index];

    /// <inheritdoc />
    public IEnumerator<HoconValue> GetEnumerator() => ((IEnumerable<HoconValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Count);
}
