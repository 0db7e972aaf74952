using System;
using System.Collections.Generic;
using System.Linq;

namespace ActorLog.Hocon.Values;

/// <summary>Did you mean: the known word that an unknown one was most likely meant to be.</summary>
internal static class Nearest
{
    private const int MaxLength = 64;

    /// <summary>An object of a million keys must not make an error slow.</summary>
    private const int MaxCandidates = 1_000;

    public static string? Find(string word, IEnumerable<string> known)
    {
        if (word.Length > MaxLength)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in known.Take(MaxCandidates))
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance || candidate.Length > MaxLength)
            {
                continue;
            }

            var distance = Distance(word, candidate);
            if (distance < bestDistance && candidate != word)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// Insertions, deletions, changes and swaps of neighbours that make one word the other; case is no difference.
    /// </summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var same = Same(a[i - 1], b[j - 1]) ? 0 : 1;
        var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + same);
        var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
