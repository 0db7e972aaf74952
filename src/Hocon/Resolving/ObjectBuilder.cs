using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActorLog.Hocon.Parsing;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// An object while statements are merged into it: the rule for duplicate keys. A value that is no object hides what was
/// before it; objects merge; a value that is not known yet is laid over what was before it.
/// </summary>
internal sealed class ObjectBuilder(HoconSource source, int start, int length) : Builder(source, start, length)
{
    private readonly List<Slot> _slots = [];
    private Dictionary<string, int>? _index;

    /// <summary>True when this object lies on a value that is no object.</summary>
    private bool IsSealed { get; init; }

    /// <summary>Gives the key a value.</summary>
    public void Set(SyntaxKey key, HoconSource from, object value)
    {
        ref var slot = ref Find(key, from);
        slot.Place(key, from);
        if (IsBarrier(value))
        {
            slot.Below = null;
        }
        else if (slot.Top is not null)
        {
            (slot.Below ??= []).Add(slot.Top);
        }

        slot.Top = value;
    }

    /// <summary>Gives the object to merge into, a new one if the key has none on top.</summary>
    public ObjectBuilder Object(SyntaxKey key, HoconSource from, SyntaxValue at, List<Builder> made)
    {
        ref var slot = ref Find(key, from);
        if (slot.Top is ObjectBuilder existing)
        {
            return existing;
        }

        slot.Place(key, from);
        var isSealed = slot.Top is not null && IsBarrier(slot.Top);
        var start = at.Tree is SyntaxObject ? at.Start : key.Start;
        var length = at.Tree is SyntaxObject ? at.Length : key.Length;
        var result = new ObjectBuilder(from, start, length) { IsSealed = isSealed };
        made.Add(result);
        if (isSealed)
        {
            slot.Below = null;
        }
        else if (slot.Top is not null)
        {
            (slot.Below ??= []).Add(slot.Top);
        }

        slot.Top = result;
        return result;
    }

    /// <summary>
    /// Puts a scalar at the end of the list that is on top, if there is one, so that many of them cost no more than one
    /// list. Anything else must stay a layer: it may look back at the list without itself.
    /// </summary>
    public bool TryAppend(SyntaxKey key, HoconSource from, HoconValue item)
    {
        ref var slot = ref Find(key, from);
        if (slot.Top is not (ListBuilder or AppendBuilder))
        {
            return false;
        }

        ((SequenceBuilder)slot.Top).Items.Add(item);
        return true;
    }

    protected override HoconValue Make()
    {
        var fields = new HoconField[_slots.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var slot = _slots[i];
            fields[i] = new HoconField(slot.Key, slot.Value(), slot.Source, slot.Start, slot.Length);
        }

        return new HoconObject(Source, Start, Length, fields, _index, IsSealed);
    }

    private static bool IsBarrier(object value) =>
        value is HoconValue { IsBarrier: true } or ListBuilder or ObjectBuilder { IsSealed: true };

    private ref Slot Find(SyntaxKey key, HoconSource from)
    {
        var at = -1;
        if (_index is not null)
        {
            at = _index.GetValueOrDefault(key.Name, -1);
        }
        else
        {
            for (var i = 0; i < _slots.Count && at < 0; i++)
            {
                at = _slots[i].Key == key.Name ? i : -1;
            }
        }

        if (at < 0)
        {
            at = Add(new Slot(key, from));
        }

        return ref CollectionsMarshal.AsSpan(_slots)[at];
    }

    private int Add(Slot slot)
    {
        _slots.Add(slot);
        if (_index is null && _slots.Count > HoconObject.ScanLimit)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _slots.Count; i++)
            {
                _index.Add(_slots[i].Key, i);
            }
        }
        else
        {
            _index?.Add(slot.Key, _slots.Count - 1);
        }

        return _slots.Count - 1;
    }

    /// <summary>A key with the values it was given, the latest on top.</summary>
    private struct Slot(SyntaxKey key, HoconSource source)
    {
        public readonly string Key = key.Name;
        public HoconSource Source = source;
        public int Start = key.Start;
        public int Length = key.Length;
        public object? Top;
        public List<object>? Below;

        public void Place(SyntaxKey key, HoconSource source) =>
            (Source, Start, Length) = (source, key.Start, key.Length);

        public readonly HoconValue Value()
        {
            if (Below is null)
            {
                return Builder.Value(Top!);
            }

            var values = new List<HoconValue>(Below.Count + 1);
            foreach (var layer in Below)
            {
                values.Add(Builder.Value(layer));
            }

            values.Add(Builder.Value(Top!));
            return Layers.Of(values);
        }
    }
}
