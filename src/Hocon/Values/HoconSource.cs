using System;
using System.Collections.Generic;

namespace ActorLog.Hocon.Values;

/// <summary>A text that values come from: its name, the text itself, and the place that included it.</summary>
internal sealed class HoconSource(string name, string text, HoconOrigin? includedFrom = null, string? path = null)
{
    private int[]? _lineStarts;

    public string Name { get; } = name;

    public string Text { get; } = text;

    public HoconOrigin? IncludedFrom { get; } = includedFrom;

    /// <summary>The full path when the source is a file; includes are relative to its folder.</summary>
    public string? Path { get; } = path;

    /// <summary>How many includes led here.</summary>
    public int Depth { get; } = includedFrom is null ? 0 : includedFrom.From.Depth + 1;

    /// <summary>False for values without a text: environment variables and maps.</summary>
    public bool HasText { get; private init; } = true;

    public static HoconSource Nowhere(string name) => new(name, "") { HasText = false };

    /// <summary>The line (from 0) that an offset is in. Line starts are looked for once, at the first question.</summary>
    public int LineOf(int offset)
    {
        var starts = _lineStarts ??= FindLineStarts(Text);
        var index = Array.BinarySearch(starts, offset);
        return index >= 0 ? index : ~index - 1;
    }

    public int LineStart(int line) => (_lineStarts ??= FindLineStarts(Text))[line];

    public ReadOnlySpan<char> Line(int line)
    {
        var rest = Text.AsSpan(LineStart(line));
        var end = rest.IndexOf('\n');
        return (end < 0 ? rest : rest[..end]).TrimEnd('\r');
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return [.. starts];
    }
}
