using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// One document over another, exactly as if its text stood behind the other's: objects merge down to where something is
/// not known yet, and there the values are laid over each other.
/// </summary>
internal sealed class FallbackMerge : Trampoline
{
    public static HoconObject Merge(HoconObject lower, HoconObject upper)
    {
        var merge = new FallbackMerge();
        return (HoconObject)merge.Run(merge.Objects(lower, upper))!;
    }

    private IEnumerator Objects(HoconObject lower, HoconObject upper)
    {
        var fields = new List<HoconField>(lower.Fields);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            index.Add(fields[i].Key, i);
        }

        for (var i = 0; i < upper.Count; i++)
        {
            var field = upper.Span[i];
            if (!index.TryGetValue(field.Key, out var at))
            {
                fields.Add(field);
                continue;
            }

            yield return Values(fields[at].Value, field.Value);
            fields[at] = field.With(Returned!);
        }

        Returned = new HoconObject(upper.Source, upper.Start, upper.Length, [.. fields], null, lower.IsSealed);
    }

    /// <summary>Puts the upper layers on the lower ones, one by one, as statements would.</summary>
    private IEnumerator Values(HoconValue lower, HoconValue upper)
    {
        List<HoconValue> layers = lower is Layers l ? [.. l.Values] : [lower];
        foreach (var layer in upper is Layers u ? u.Values.ToArray() : [upper])
        {
            var top = layers[^1];
            if (layer.IsBarrier)
            {
                layers.Clear();
                layers.Add(layer);
            }
            else if (layer is HoconObject obj && top is HoconObject below)
            {
                yield return Objects(below, obj);
                layers[^1] = Returned!;
            }
            else if (layer is HoconObject over && top.IsBarrier)
            {
                layers[^1] = ObjectMerge.Sealed(over, isSealed: true);
            }
            else if (Appended(top, layer) is { } appended)
            {
                layers[^1] = appended;
            }
            else
            {
                layers.Add(layer);
            }
        }

        Returned = Layers.Of(layers);
    }

    /// <summary>Scalars go right into a list.</summary>
    private static HoconValue? Appended(HoconValue top, HoconValue layer)
    {
        var items = (top as Append)?.Items ?? top as HoconList;
        if (items is null || layer is not Append append || !append.Items.All(i => i.IsResolved && i.Height == 0))
        {
            return null;
        }

        var list = new HoconList(items.Source, items.Start, items.Length, [.. items.Items, .. append.Items.Items]);
        return top is Append ? new Append(list) : list;
    }
}
