using System.Collections.Generic;
using System.Text;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// Joins the parts of a concatenation from left to right: texts to a text, lists to a list, objects to one object.
/// Blanks between lists and objects are nothing, and an object with number keys beside a list is a list.
/// </summary>
internal sealed class Joiner(Concatenation whole)
{
    private StringBuilder? _text;
    private List<HoconValue>? _items;
    private List<HoconObject>? _objects;
    private HoconValue? _only;
    private bool _isBlank;
    private bool _isQuoted;
    private int _count;

    /// <summary>How much the joined value takes.</summary>
    public long Size => _text?.Length ?? _items?.Count ?? 1;

    /// <summary>Adds a part; false when it cannot stand beside the others.</summary>
    public bool Add(HoconValue part)
    {
        _count++;
        switch (part)
        {
            case HoconList list:
                return AddList(list, list.Items);
            case HoconObject obj when _items is not null:
                return NumericKeys.TryRead(obj, out var items) && AddList(obj, items);
            case HoconObject obj:
                return AddObject(obj);
            default:
                return AddText(part);
        }
    }

    /// <summary>The joined value; null when every part vanished.</summary>
    public HoconValue? Result()
    {
        if (_count <= 1)
        {
            return _only;
        }

        if (_items is not null)
        {
            return new HoconList(whole.Source, whole.Start, whole.Length, [.. _items]);
        }

        if (_objects is not null)
        {
            _objects.Reverse();
            var isSealed = _objects.Exists(o => o.IsSealed);
            return ObjectMerge.FromTop(_objects, isSealed);
        }

        return new HoconString(whole.Source, whole.Start, whole.Length, _text!.ToString(), _isQuoted);
    }

    private bool AddList(HoconValue part, System.ReadOnlySpan<HoconValue> items)
    {
        if (_text is not null && !_isBlank)
        {
            return false;
        }

        if (_items is null)
        {
            _items = [];
            if (_objects is not null)
            {
                _objects.Reverse();
                if (!NumericKeys.TryRead(ObjectMerge.FromTop(_objects, false), out var first))
                {
                    return false;
                }

                (_objects, _count) = (null, 2);
                _items.AddRange(first);
            }
            else
            {
                (_text, _only) = (null, part);
            }
        }

        _items.AddRange(items);
        return true;
    }

    private bool AddObject(HoconObject obj)
    {
        if (_text is not null && !_isBlank)
        {
            return false;
        }

        _text = null;
        _only ??= obj;
        (_objects ??= []).Add(obj);
        return true;
    }

    private bool AddText(HoconValue part)
    {
        var isBlank = Concatenation.IsBlank(part);
        if (_items is not null || _objects is not null)
        {
            return isBlank;
        }

        if (_text is null)
        {
            _text = new StringBuilder();
            (_only, _isBlank) = (part, true);
        }

        _isBlank &= isBlank;
        _isQuoted |= part is HoconString { IsQuoted: true };
        _text.Append(ScalarText.Of(part));
        return true;
    }
}
