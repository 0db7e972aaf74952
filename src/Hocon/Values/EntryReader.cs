using System.Collections.Generic;
using System.Globalization;

namespace ActorLog.Hocon.Values;

/// <summary>Walks a tree and gives its leaves with their paths.</summary>
internal static class EntryReader
{
    public static IEnumerable<HoconEntry> Read(HoconObject root)
    {
        var open = new Stack<(HoconValue Container, int Next)>();
        var keys = new List<string>();
        open.Push((root, 0));
        while (open.TryPop(out var top))
        {
            var list = top.Container as HoconList;
            var obj = top.Container as HoconObject;
            if (top.Next == (list?.Count ?? obj!.Count))
            {
                if (keys.Count > 0)
                {
                    keys.RemoveAt(keys.Count - 1);
                }

                continue;
            }

            open.Push((top.Container, top.Next + 1));
            var value = list is null ? obj!.Span[top.Next].Value : list[top.Next];
            keys.Add(list is null ? obj!.Span[top.Next].Key : top.Next.ToString(CultureInfo.InvariantCulture));
            if (value is HoconObject { Count: > 0 } or HoconList { Count: > 0 })
            {
                open.Push((value, 0));
                continue;
            }

            var origin = list is null ? obj!.Span[top.Next].KeyOrigin : value.Origin;
            yield return new HoconEntry(new HoconPath([.. keys]), value, origin);
            keys.RemoveAt(keys.Count - 1);
        }
    }
}
