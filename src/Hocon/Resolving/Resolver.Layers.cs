using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>What a key with several layers is.</summary>
internal sealed partial class Resolver
{
    private readonly Dictionary<(Layers Layers, int Count), HoconValue> _views = [];

    private IEnumerator Key(Layers value, bool deep)
    {
        if (deep && !Enter(value))
        {
            yield break;
        }

        yield return FromTop(value, value.Values.Length, deep);
        if (deep)
        {
            _filling.Remove(value);
        }

        if (!IsCircle && (!deep || _backs == 0))
        {
            Remember(value, deep, Returned);
        }
    }

    /// <summary>Evaluates the lowest <paramref name="count"/> layers, from the top down to what hides the rest.</summary>
    private IEnumerator FromTop(Layers layers, int count, bool deep)
    {
        List<HoconObject>? objects = null;
        var isSealed = false;
        for (var i = count - 1; i >= 0 && !isSealed; i--)
        {
            HoconValue? value = layers.Values[i];
            if (value is Append)
            {
                if (objects is null)
                {
                    yield return Appends(layers, i, deep);
                    yield break;
                }

                isSealed = true;
                break;
            }

            if (value is HoconUnresolved && !Try(value, deep, out value))
            {
                yield return Call(layers.Values[i], deep);
                if (IsCircle)
                {
                    yield break;
                }

                value = Returned;
            }

            if (value is HoconObject obj)
            {
                (objects ??= []).Add(obj);
                isSealed = obj.IsSealed;
            }
            else if (value is not null)
            {
                if (objects is null || value is HoconUnresolved)
                {
                    yield return Last(layers, value, deep);
                    yield break;
                }

                isSealed = true;
            }
        }

        Charge(objects?.Count > 1 ? objects.Sum(o => 4L * o.Count) : 0);
        Returned = objects is null ? null : ObjectMerge.FromTop(objects, isSealed);
        if (deep && Returned is { IsResolved: false } merged)
        {
            yield return Call(merged, deep: true);
        }
    }

    /// <summary>The topmost value is no object: it is the answer, or the whole cannot be known yet.</summary>
    private IEnumerator Last(Layers layers, HoconValue value, bool deep)
    {
        if (value is HoconUnresolved)
        {
            Returned = layers;
        }
        else if (!deep || Try(value, deep, out _))
        {
            Returned = value;
        }
        else
        {
            yield return Call(value, deep);
        }
    }

    /// <summary>All the appends on top of each other, in one go.</summary>
    private IEnumerator Appends(Layers layers, int top, bool deep)
    {
        var first = top;
        while (first > 0 && layers.Values[first - 1] is Append)
        {
            first--;
        }

        yield return FromTop(layers, first, deep);
        if (IsCircle)
        {
            yield break;
        }

        var items = new List<HoconValue>();
        if (Returned is HoconUnresolved || !TakeBase(Returned, layers.Values[first], items))
        {
            Returned = layers;
            yield break;
        }

        for (var i = first; i <= top; i++)
        {
            var append = (Append)layers.Values[i];
            if (deep)
            {
                yield return Items(append);
                if (IsCircle)
                {
                    yield break;
                }

                items.AddRange((HoconList)Returned!);
            }
            else
            {
                items.AddRange(append.Items);
            }
        }

        _produced += items.Count;
        var at = layers.Values[top];
        Returned = Bounded(new HoconList(at.Source, at.Start, at.Length, [.. items]));
    }

    private bool TakeBase(HoconValue? value, HoconValue append, List<HoconValue> items)
    {
        switch (value)
        {
            case null:
                return true;
            case HoconList list:
                items.AddRange(list);
                return true;
            case HoconObject obj when NumericKeys.TryRead(obj, out var numbered):
                items.AddRange(numbered);
                return true;
            default:
                Fail(
                    HoconErrorKind.WrongType,
                    append,
                    $"'+=' adds to a list, and the key has {ResolveMessages.Name(value)}",
                    $"the key was set at {value.Origin}"
                );
                return false;
        }
    }

    /// <summary>What an append adds; meanwhile it is open, so its items see the list without them.</summary>
    private IEnumerator Items(Append append)
    {
        var opened = Open(append);
        if (!Try(append.Items, deep: true, out var items))
        {
            yield return Call(append.Items, deep: true);
            items = Returned;
        }

        Close(append, opened);
        Returned =
            ReferenceEquals(items, Circle) || items is HoconList
                ? items
                : new HoconList(append.Source, append.Start, append.Length, []);
    }

    /// <summary>
    /// The lowest layers as a value of their own, the same one each time: so it is evaluated once, and coming by again
    /// meanwhile is noticed.
    /// </summary>
    private HoconValue View(Layers layers, int count)
    {
        if (count == layers.Values.Length)
        {
            return layers;
        }

        if (!_views.TryGetValue((layers, count), out var view))
        {
            view = layers.Lowest(count);
            _views.Add((layers, count), view);
        }

        return view;
    }

    /// <summary>
    /// What is copied costs as well: a thousand times an object over itself is a thousand merges of a thousand objects,
    /// in few calls and with a small result. Sixteen copied layers or four merged fields count as a call.
    /// </summary>
    private void Charge(long copied) => Budget -= copied / 16;

    /// <summary>How many layers whoever comes now may see: those below the first open one from an index on.</summary>
    private int Visible(Layers layers, int from = 0)
    {
        if (_open.Count > 0)
        {
            for (var i = from; i < layers.Values.Length; i++)
            {
                if (layers.Values[i] is HoconUnresolved && _open.ContainsKey(layers.Values[i]))
                {
                    return i;
                }
            }
        }

        return layers.Values.Length;
    }
}
