using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorLog.Hocon.Resolving;

/// <summary>
/// An object whose keys are numbers, read as a list: <c>{"0" = a, "2" = b}</c> is <c>[a, b]</c>. Only canonical
/// non-negative integers count (not <c>00</c>, <c>+1</c>, <c>-0</c>); other keys are passed over.
/// </summary>
internal static class NumericKeys
{
    public static bool TryRead(HoconObject obj, [NotNullWhen(true)] out HoconValue[]? items)
    {
        var found = new List<(int Index, HoconValue Value)>();
        foreach (ref readonly var field in obj.Span)
        {
            if (TryIndex(field.Key, out var index))
            {
                found.Add((index, field.Value));
            }
        }

        found.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        items = found.Count == 0 ? null : found.ConvertAll(f => f.Value).ToArray();
        return items is not null;
    }

    private static bool TryIndex(ReadOnlySpan<char> key, out int index)
    {
        index = 0;
        return key.Length > 0
            && (key.Length == 1 || key[0] != '0')
            && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
