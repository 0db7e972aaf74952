using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActorLog.Hocon.Tests.Conformance;

/// <summary>
/// The little of YAML that the scenarios use: keys by indentation, block texts, and lists whose items are flow maps,
/// which are HOCON too.
/// </summary>
internal sealed class ScenarioFile
{
    private readonly List<string> _lines;
    private int _at;

    private ScenarioFile(string path) =>
        _lines = [.. File.ReadLines(path).Select(l => l.TrimStart().StartsWith('#') ? "" : l.TrimEnd())];

    /// <summary>Texts, lists of values, or further maps.</summary>
    public static Dictionary<string, object> Read(string path) => new ScenarioFile(path).Map(0);

    /// <summary>A scalar or flow text as a value.</summary>
    public static HoconValue Flow(string text) => HoconConfig.Parse($"v = {text}").Root["v"];

    private Dictionary<string, object> Map(int indent)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        while (Skip() && Indent(_lines[_at]) == indent)
        {
            var line = _lines[_at++].Trim();
            var colon = line.IndexOf(':');
            var (key, rest) = (line[..colon], line[(colon + 1)..].Trim());
            map[key] = rest switch
            {
                "|" or "|-" or ">" => Block(indent),
                "" => Nested(indent),
                _ => rest,
            };
        }

        return map;
    }

    private object Nested(int indent)
    {
        if (!Skip() || Indent(_lines[_at]) <= indent)
        {
            return "";
        }

        var inner = Indent(_lines[_at]);
        return _lines[_at].TrimStart().StartsWith("- ", StringComparison.Ordinal) ? List(inner) : Map(inner);
    }

    private List<HoconObject> List(int indent)
    {
        var items = new List<HoconObject>();
        while (
            Skip()
            && Indent(_lines[_at]) == indent
            && _lines[_at].TrimStart().StartsWith("- ", StringComparison.Ordinal)
        )
        {
            items.Add((HoconObject)Flow(_lines[_at++].Trim()[2..]));
        }

        return items;
    }

    private string Block(int indent)
    {
        var lines = new List<string>();
        while (_at < _lines.Count && (_lines[_at].Length == 0 || Indent(_lines[_at]) > indent))
        {
            lines.Add(_lines[_at++]);
        }

        return string.Join('\n', lines);
    }

    private bool Skip()
    {
        while (_at < _lines.Count && _lines[_at].Length == 0)
        {
            _at++;
        }

        return _at < _lines.Count;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
