using System.Globalization;
using System.Text;

namespace ActorLog.Text;

/// <summary>Text for the operator, with words of others in it: a receiver's, a sender's.</summary>
internal static class OperatorText
{
    /// <summary>
    /// The text with controls and bidi marks written out, as in a line of a text format: <c>\x1b</c>. Lines after the first, as
    /// a stack has them, are set in, so that none of them begins as a line of ours does.
    /// </summary>
    public static string Of(string text)
    {
        if (LineText.IndexOfUnsafe(text) < 0)
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\n' => safe.Append("\n  "),
                _ when !UnsafeCharacters.InLine.Contains(c) => safe.Append(c),
                < (char)0x100 => safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
        }

        return safe.ToString();
    }
}
