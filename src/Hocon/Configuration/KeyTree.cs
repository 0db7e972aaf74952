using System.Collections.Generic;
using System.Globalization;
using ActorLog.Hocon.Values;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Hocon.Configuration;

/// <summary>
/// A resolved document as configuration keys, the way the JSON provider has it: null is a null value, an empty list an
/// empty text, an empty object a null value, booleans are True and False, numbers are as written.
/// </summary>
internal static class KeyTree
{
    public static KeyNode Build(HoconObject root, List<HoconError> errors)
    {
        var result = new KeyNode("", root, null);
        var open = new Stack<(KeyNode Node, HoconValue Container)>();
        open.Push((result, root));
        while (open.TryPop(out var top))
        {
            if (top.Container is HoconList list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    var key = i.ToString(CultureInfo.InvariantCulture);
                    Add(top.Node, key, list[i], list[i].Origin, open, errors);
                }

                continue;
            }

            foreach (var field in ((HoconObject)top.Container).Fields)
            {
                Add(top.Node, field.Key, field.Value, field.KeyOrigin, open, errors);
            }
        }

        return result;
    }

    /// <summary>The text of a section that has one.</summary>
    public static string? Text(HoconValue value) =>
        value switch
        {
            HoconBoolean b => b.Value ? "True" : "False",
            HoconList => "",
            HoconNull or HoconObject => null,
            _ => ScalarText.Of(value),
        };

    /// <summary>
    /// The text for a property: unquoted <c>10s</c> as .NET writes a TimeSpan, unquoted <c>5 MiB</c> as a number of
    /// bytes, anything else as it is.
    /// </summary>
    public static string? PropertyText(HoconValue value)
    {
        if (value is not HoconString { IsQuoted: false } text)
        {
            return Text(value);
        }

        if (Units.Duration(text.Text, needsUnit: true, out _) is { } duration)
        {
            return duration.ToString("c", CultureInfo.InvariantCulture);
        }

        return Units.Size(text.Text, needsUnit: true, out _)?.ToString(CultureInfo.InvariantCulture) ?? text.Text;
    }

    private static void Add(
        KeyNode parent,
        string key,
        HoconValue value,
        HoconOrigin origin,
        Stack<(KeyNode, HoconValue)> open,
        List<HoconError> errors
    )
    {
        if (Node(parent, key, value, origin, errors) is not { } node)
        {
            return;
        }

        if (value is HoconObject { Count: > 0 } or HoconList { Count: > 0 })
        {
            node.Value = value;
            open.Push((node, value));
        }
        else if (node.HasText)
        {
            errors.Add(Twice(node, key, origin));
        }
        else
        {
            (node.Value, node.HasText) = (value, true);
        }
    }

    /// <summary>The section of a key. A colon within a key nests, as in every provider.</summary>
    private static KeyNode? Node(
        KeyNode parent,
        string key,
        HoconValue value,
        HoconOrigin origin,
        List<HoconError> errors
    )
    {
        var node = parent;
        foreach (var name in key.Split(ConfigurationPath.KeyDelimiter))
        {
            var existing = node.Child(name);
            if (existing is not null && existing.Key != name)
            {
                errors.Add(OnlyCase(existing, name, origin));
                return null;
            }

            if (existing is null)
            {
                node.Add(existing = new KeyNode(name, value, origin));
            }

            node = existing;
        }

        return node;
    }

    private static HoconError OnlyCase(KeyNode existing, string name, HoconOrigin origin) =>
        new(
            HoconErrorKind.Key,
            origin,
            $"the keys '{existing.Key}' and '{name}' differ only by case",
            "configuration keys do not tell cases apart",
            [$"'{existing.Key}' stands at {existing.KeyOrigin}"]
        );

    private static HoconError Twice(KeyNode existing, string name, HoconOrigin origin) =>
        new(
            HoconErrorKind.Key,
            origin,
            $"the configuration key '{name}' is there twice",
            "':' parts configuration keys",
            [$"the other stands at {existing.KeyOrigin}"]
        );
}
