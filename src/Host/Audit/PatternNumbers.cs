using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace ActorLog.Host.Audit;

/// <summary>Finds the numbers in lines of an output template, by a pattern of the user's.</summary>
internal sealed partial class PatternNumbers
{
    // A pattern that goes back and forth for ever on some line must not hold the audit up: such a line has no numbers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex _pattern;

    private PatternNumbers(Regex pattern) => _pattern = pattern;

    /// <summary>Checks a pattern.</summary>
    /// <param name="pattern">What the user wrote.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <returns>The reader, or <see langword="null"/>.</returns>
    public static PatternNumbers? Parse(string pattern, out string error)
    {
        error = "";
        try
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, Patience);
            var lacking = new[] { "session", "seq" }.Except(regex.GetGroupNames()).ToArray();
            if (lacking.Length == 0)
            {
                return new PatternNumbers(regex);
            }

            error = $"--pattern has no group (?<{lacking[0]}>...)";
        }
        catch (ArgumentException failure)
        {
            error = $"--pattern: {failure.Message}";
        }

        return null;
    }

    /// <inheritdoc cref="LineNumbers"/>
    public NumberedLine Read(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        try
        {
            var match = _pattern.Match(text);
            if (!match.Success)
            {
                return default;
            }

            var found = new NumberedLine
            {
                Session = Encoding.UTF8.GetBytes(match.Groups["session"].Value),
                Sequence = Number(match.Groups["seq"]),
            };
            if (line.IndexOf(" events were dropped here ("u8) >= 0)
            {
                TakeNotice(text, ref found);
            }

            return found;
        }
        catch (RegexMatchTimeoutException)
        {
            return default;
        }
    }

    private static void TakeNotice(string text, ref NumberedLine found)
    {
        var notice = Notice().Match(text);
        found.IsOfPipeline = notice.Success;
        found.DroppedCount = Number(notice.Groups["count"]);
        found.FirstSequence = Number(notice.Groups["first"]);
        found.LastSequence = Number(notice.Groups["last"]);
    }

    private static long Number(Group digits) => NumberedLine.Number(Encoding.ASCII.GetBytes(digits.Value));

    // The message of a gap notice; a template shows neither its category for certain nor its properties.
    [GeneratedRegex(
        @"\b(?<count>\d+) events were dropped here \([^()]*\), between sequence (?<first>\d+) and (?<last>\d+)"
    )]
    private static partial Regex Notice();
}
