using System.Linq;

namespace ActorLog.Host;

/// <summary>Text of others on a line of ours.</summary>
internal static class OneLine
{
    /// <summary>The text without controls that could end the line, or move the cursor, and without the marks that reverse text.</summary>
    public static string Of(string text) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? ' ' : c)) : text;

    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
