using System;
using System.Collections.Generic;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// Objects over each other, one level deep: where both have a key, the values are laid over each other and merge when
/// they are asked for. So what is hidden is never evaluated, and merging does not recurse.
/// </summary>
internal static class ObjectMerge
{
    /// <summary>Merges objects that were collected from the top down.</summary>
    public static HoconObject FromTop(List<HoconObject> objects, bool isSealed)
    {
        var top = objects[0];
        if (objects.Count == 1 && top.IsSealed == isSealed)
        {
            return top;
        }

        var fields = new List<HoconField>(objects[^1].Count + top.Count);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = objects.Count - 1; i >= 0; i--)
        {
            foreach (ref readonly var field in objects[i].Span)
            {
                if (index.TryGetValue(field.Key, out var at))
                {
                    fields[at] = field.With(Over(fields[at].Value, field.Value));
                }
                else
                {
                    index.Add(field.Key, fields.Count);
                    fields.Add(field);
                }
            }
        }

        return new HoconObject(top.Source, top.Start, top.Length, [.. fields], null, isSealed);
    }

    /// <summary>One value over another.</summary>
    public static HoconValue Over(HoconValue lower, HoconValue upper)
    {
        if (upper is HoconObject { IsSealed: false } obj && lower.IsBarrier && lower is not (HoconObject or Layers))
        {
            return Sealed(obj, isSealed: true);
        }

        return Layers.Over(lower, upper);
    }

    /// <summary>The same object, with or without a barrier below it.</summary>
    public static HoconObject Sealed(HoconObject value, bool isSealed) =>
        new(value.Source, value.Start, value.Length, value.Span.ToArray(), null, isSealed);
}
