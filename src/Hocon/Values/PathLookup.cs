using System.Linq;

namespace ActorLog.Hocon.Values;

/// <summary>Paths of getters, in a tree as it is.</summary>
internal static class PathLookup
{
    /// <summary>
    /// Looks for the value at a path. Gives -1 when it is there, and else the index of the key that is not, with the
    /// value that should have had it.
    /// </summary>
    public static int Find(HoconObject root, HoconPath path, out HoconValue? value)
    {
        value = root;
        for (var i = 0; i < path.Count; i++)
        {
            if (value is not HoconObject obj || !obj.TryGetValue(path.Span[i], out var next))
            {
                return i;
            }

            value = next;
        }

        return -1;
    }

    public static HoconValue Get(HoconObject root, string expression)
    {
        var path = HoconPath.Parse(expression);
        var missing = Find(root, path, out var value);
        return missing < 0 ? value! : throw Missing(path, missing, value!);
    }

    public static HoconOrigin? KeyOrigin(HoconObject root, HoconPath path)
    {
        HoconValue value = root;
        HoconOrigin? origin = null;
        foreach (var key in path.Span)
        {
            if (value is not HoconObject obj || !obj.TryGetField(key, out var field))
            {
                return null;
            }

            (value, origin) = (field.Value, field.KeyOrigin);
        }

        return origin;
    }

    private static HoconException Missing(HoconPath path, int at, HoconValue parent)
    {
        if (parent is HoconUnresolved)
        {
            var message = $"'{path}' is not resolved: {parent}";
            return new HoconException(
                new HoconError(HoconErrorKind.NotResolved, parent.Origin, message, "call Resolve first")
            );
        }

        var keys = (parent as HoconObject)?.Keys ?? [];
        var near = Nearest.Find(path.Span[at], keys);
        var where = at == 0 ? "" : $" in '{HoconPath.Of(path.Keys.Take(at))}'";
        var wrong = parent is HoconObject ? "" : $", which is {Resolving.ResolveMessages.Name(parent)}";
        string[] notes = near is null ? [] : [$"did you mean '{near}'?"];
        var origin = at == 0 ? null : new HoconOrigin(parent.Source, parent.Start, 1);
        return new HoconException(
            new HoconError(
                HoconErrorKind.Missing,
                origin,
                $"there is no key '{path.Span[at]}'{where}{wrong}",
                null,
                notes
            )
        );
    }
}
