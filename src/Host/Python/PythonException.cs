using System;
using ActorLog.Events;

namespace ActorLog.Host.Python;

/// <summary>What a record says about an exception: the traceback as text, or only the <c>repr</c> of <c>exc_info</c>.</summary>
internal static class PythonException
{
    private const string ClassStart = "<class '";
    private const string TracebackHead = "Traceback (most recent call last):";

    /// <summary>The exception, or <see langword="null"/> when there was none.</summary>
    /// <param name="text"><c>exc_text</c>: set when another handler formatted the record before.</param>
    /// <param name="info"><c>exc_info</c>: a tuple of the class, the exception and the traceback object.</param>
    public static ExceptionSnapshot? Of(string? text, string? info)
    {
        if (IsGiven(text))
        {
            return FromTraceback(text!);
        }

        return IsGiven(info) ? FromInfo(info!) : null;
    }

    /// <summary>Whether a text is what Python prints of an exception.</summary>
    public static bool IsTraceback(string text) => text.StartsWith(TracebackHead, StringComparison.Ordinal);

    private static bool IsGiven(string? field) =>
        !string.IsNullOrEmpty(field) && field is not ("None" or "(None, None, None)");

    private static ExceptionSnapshot FromTraceback(string text)
    {
        var summary = SummaryOf(text);
        var known = ExceptionSnapshot.FromText(summary);
        if (known.Type.Length > 0)
        {
            // The message may have lines of its own, and notes behind it.
            return new ExceptionSnapshot(known.Type, summary[(known.Type.Length + 1)..].Trim(), text);
        }

        return summary.AsSpan().ContainsAny(' ', '\n')
            ? new ExceptionSnapshot("", known.Message, text)
            : new ExceptionSnapshot(summary, "", text);
    }

    // What Python prints for the exception itself, such as `ValueError: bad`, is the first thing behind the last traceback's head
    // that is not indented, and goes on to the end. What is no traceback has it in its last line.
    private static string SummaryOf(string text)
    {
        text = text.TrimEnd();
        var lines = text.Split('\n');
        var head = Array.FindLastIndex(lines, line => line.StartsWith(TracebackHead, StringComparison.Ordinal));
        var first = head < 0 ? -1 : Array.FindIndex(lines, head + 1, line => line is [not ' ', ..]);
        return first < 0 ? lines[^1] : string.Join('\n', lines[first..]);
    }

    private static ExceptionSnapshot FromInfo(string info)
    {
        if (PythonLiteralParser.Parse(info) is not PythonTuple { Items: [var type, var value, ..] })
        {
            return new ExceptionSnapshot("", info, info);
        }

        var name = type.Source;
        if (name.StartsWith(ClassStart, StringComparison.Ordinal) && name.EndsWith("'>", StringComparison.Ordinal))
        {
            name = name[ClassStart.Length..^2];
        }

        return new ExceptionSnapshot(name, value.Source, value.Source);
    }
}
