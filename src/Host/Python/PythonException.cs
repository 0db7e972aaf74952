using System;
using ActorLog.Events;

namespace ActorLog.Host.Python;

/// <summary>What a record says about an exception: the traceback as text, or only the <c>repr</c> of <c>exc_info</c>.</summary>
internal static class PythonException
{
    private const string ClassStart = "<class '";

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

    private static bool IsGiven(string? field) =>
        !string.IsNullOrEmpty(field) && field is not ("None" or "(None, None, None)");

    // A traceback ends with the line `ValueError: bad`.
    private static ExceptionSnapshot FromTraceback(string text)
    {
        var lastLine = text.TrimEnd()[(text.TrimEnd().LastIndexOf('\n') + 1)..];
        var summary = ExceptionSnapshot.FromText(lastLine);
        return summary.Type.Length == 0 && !lastLine.Contains(' ', StringComparison.Ordinal)
            ? new ExceptionSnapshot(lastLine, "", text)
            : summary with
            {
                Text = text,
            };
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
