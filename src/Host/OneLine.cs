using System.Linq;

namespace ActorLog.Host;

/// <summary>Text of others on a line of ours.</summary>
internal static class OneLine
{
    /// <summary>
    /// The text without controls that could end the line, or move the cursor, and without the marks that reverse text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="instead">What stands in the place of each of them.</param>
    public static string Of(string text, char instead = ' ') =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? instead : c)) : text;

    /// <summary>Whether it is one of them: the same characters that the pipeline's formats write out in a quoted text.</summary>
    public static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
