using System.Collections.Generic;
using ActorLog.Hocon.Lexing;

namespace ActorLog.Hocon.Values;

/// <summary>Whether two values mean the same. Pairs wait on a list, so depth costs no stack.</summary>
internal static class ValueComparison
{
    public static bool AreEqual(HoconValue left, HoconValue right)
    {
        var pairs = new Stack<(HoconValue Left, HoconValue Right)>();
        pairs.Push((left, right));
        while (pairs.TryPop(out var pair))
        {
            if (!ReferenceEquals(pair.Left, pair.Right) && !Compare(pair.Left, pair.Right, pairs))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Compare(HoconValue left, HoconValue right, Stack<(HoconValue, HoconValue)> pairs) =>
        (left, right) switch
        {
            (HoconObject a, HoconObject b) => Fields(a, b, pairs),
            (HoconList a, HoconList b) => Items(a, b, pairs),
            (HoconString a, HoconString b) => a.Text == b.Text,
            (HoconBoolean a, HoconBoolean b) => a.Value == b.Value,
            (HoconNumber a, HoconNumber b) => a.Text == b.Text
                || NumberText.Canonical(a.Text) == NumberText.Canonical(b.Text),
            (HoconNull, HoconNull) => true,
            _ => false,
        };

    private static bool Fields(HoconObject left, HoconObject right, Stack<(HoconValue, HoconValue)> pairs)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (ref readonly var field in left.Span)
        {
            if (!right.TryGetValue(field.Key, out var other))
            {
                return false;
            }

            pairs.Push((field.Value, other));
        }

        return true;
    }

    private static bool Items(HoconList left, HoconList right, Stack<(HoconValue, HoconValue)> pairs)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            pairs.Push((left[i], right[i]));
        }

        return true;
    }
}
