using System;

namespace ActorLog.Routing;

/// <summary>
/// Matches category names: <c>Shop</c> matches <c>Shop</c> and what is below it (<c>Shop.Orders</c>, <c>Shop/1</c>), not
/// <c>Shopping</c>; <c>*</c> stands for any text. Case does not matter. Pure.
/// </summary>
internal static class CategoryPattern
{
    public static bool Matches(string pattern, string category)
    {
        if (pattern.Contains('*', StringComparison.Ordinal))
        {
            return MatchesWildcards(pattern, category);
        }

        return category.StartsWith(pattern, StringComparison.OrdinalIgnoreCase)
            && (
                pattern.Length == category.Length
                || pattern.Length == 0
                || IsSeparator(pattern[^1])
                || IsSeparator(category[pattern.Length])
            );
    }

    /// <summary>Matches the whole text against a pattern with stars. Linear but for backing up to the last star.</summary>
    public static bool MatchesWildcards(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool IsSeparator(char c) => c is '.' or '/' or '+' or ':';
}
