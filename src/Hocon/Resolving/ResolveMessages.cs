using System;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Hocon.Values;

namespace ActorLog.Hocon.Resolving;

/// <summary>What resolving has to say when it fails.</summary>
internal static class ResolveMessages
{
    public const string JoinRule = "lists join lists, objects join objects, and texts join texts";
    public const string TooLarge = "substitutions make this document too large";
    public const string TooLong = "the substitutions of this document lead to each other in too many ways";
    public const string Unknown = "the substitutions of this document lead to each other";
    private const int MaxLinks = 12;

    public static readonly string TooDeep = $"substitutions nest values more than {HoconLimits.MaxDepth} levels deep";

    public static string CannotJoin(Concatenation whole, HoconValue piece)
    {
        var others = whole.Parts.Where(p => !Concatenation.IsBlank(p)).Select(Name).Distinct().ToList();
        return others.Count == 2 && !others.Contains("a substitution")
            ? $"cannot join {others[0]} and {others[1]}"
            : $"cannot join {Name(piece)} with what stands before it";
    }

    /// <summary>What to do about it. Text before an object is often a key, and what stands before that the value of another.</summary>
    public static string[] JoinNotes(Concatenation whole)
    {
        var parts = whole.Parts.Where(p => !Concatenation.IsBlank(p)).ToList();
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i] is not HoconString { IsQuoted: false } text || parts[i + 1] is not HoconObject)
            {
                continue;
            }

            var words = text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1 || (words.Length == 1 && i > 0))
            {
                return [$"if '{words[^1]}' is a key, a ',' or a new line is missing before it", JoinRule];
            }
        }

        return [JoinRule];
    }

    public static string Name(HoconValue value) =>
        value switch
        {
            HoconList => "a list",
            HoconObject => "an object",
            HoconUnresolved => "a substitution",
            HoconNumber => "a number",
            HoconBoolean => "a boolean",
            HoconNull => "null",
            _ => "a string",
        };

    /// <summary>The circle as a path, and where each of its links stands.</summary>
    public static (string Message, string[] Notes) Cycle(List<Substitution> chain, int first)
    {
        var links = chain.Skip(Math.Min(first, chain.Count - 1)).ToList();
        if (links.Count > 1 && ReferenceEquals(links[^1], links[0]))
        {
            links.RemoveAt(links.Count - 1);
        }

        var shown = links.Take(MaxLinks).Select(s => HoconText.Reference(s)).ToList();
        var more = links.Count > MaxLinks ? $" -> ... {links.Count - MaxLinks} more" : "";
        var notes = links
            .Take(MaxLinks)
            .Where(_ => links.Count > 1)
            .Select(s => $"{HoconText.Reference(s)} stands at {s.Origin}");
        return ($"substitution cycle: {string.Join(" -> ", shown)}{more} -> {shown[0]}", [.. notes]);
    }

    public static (string Message, string[] Notes) NoValue(Substitution value, HoconObject root)
    {
        var message = $"the substitution {HoconText.Reference(value)} has no value";
        var notes = new List<string>();
        if (Suggest(value, root) is { } suggestion)
        {
            notes.Add($"did you mean ${{{suggestion}}}?");
        }

        notes.Add($"expected the key {value.Written}, or an environment variable of that name");
        notes.Add($"write ${{?{value.Written}}} if it may be missing");
        return (message, [.. notes]);
    }

    /// <summary>A path that differs in one key only.</summary>
    private static HoconPath? Suggest(Substitution value, HoconObject root)
    {
        var path = value.Written;
        var node = root;
        for (var i = 0; i < path.Count; i++)
        {
            if (node.TryGetValue(path.Span[i], out var next))
            {
                if (next is not HoconObject inner)
                {
                    return null;
                }

                node = inner;
                continue;
            }

            var near = Nearest.Find(path.Span[i], node.Keys);
            return near is null ? null : HoconPath.Of([.. path.Keys.Take(i), near, .. path.Keys.Skip(i + 1)]);
        }

        return null;
    }
}
