using System;
using System.Collections.Generic;
using System.Text;

namespace ActorLog.Host.Audit;

/// <summary>Counts lines and keeps the beginnings of the first few.</summary>
internal sealed class LineExcerpts
{
    private const int Kept = 5;
    private const int Length = 80;

    private readonly List<(Place Place, string Text)> _first = [];

    /// <summary>How many lines.</summary>
    public long Count { get; private set; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<(Place Place, string Text)> First => _first;

    /// <summary>Counts a line.</summary>
    public void Add(ReadOnlySpan<byte> line, Place place)
    {
        Count++;
        if (_first.Count < Kept)
        {
            // A character has at most four bytes, and half a character at the cut becomes U+FFFD.
            var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 4 * Length)]);
            _first.Add((place, Harmless(text.Length > Length ? text[..Length] + "..." : text)));
        }
    }

    /// <summary>Text of a file as a terminal may be shown it: nothing in it moves the cursor or turns the order of reading.</summary>
    public static string Harmless(string text) => OneLine.Of(text, instead: '\uFFFD');
}
