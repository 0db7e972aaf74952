using System;
using System.Text;

namespace ActorLog.Events;

/// <summary>What an exception said at the call. The exception itself is not kept: it can change, and it holds memory.</summary>
/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Text">Its whole text with inner exceptions and stack traces, as <see cref="Exception.ToString"/> gives it.</param>
public sealed record ExceptionSnapshot(string Type, string Message, string Text)
{
    /// <summary>Takes the snapshot. Never throws: an exception whose members throw gives a placeholder that says so.</summary>
    public static ExceptionSnapshot Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var type = exception.GetType().FullName ?? exception.GetType().Name;
        try
        {
            return new ExceptionSnapshot(type, exception.Message ?? "", exception.ToString() ?? type);
        }
#pragma warning disable CA1031 // A hostile exception must not reach the caller of Log (law 1).
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return OfParts(exception, type, $"[{type}: its text could not be read, {failure.GetType().Name}]");
        }
    }

    /// <summary>A snapshot of which only the text is known, as it comes from other programs.</summary>
    public static ExceptionSnapshot FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var firstLine = text.AsSpan();
        var end = firstLine.IndexOfAny('\r', '\n');
        if (end >= 0)
        {
            firstLine = firstLine[..end];
        }

        var colon = firstLine.IndexOf(':');
        return colon > 0 && firstLine[..colon].IndexOf(' ') < 0
            ? new ExceptionSnapshot(firstLine[..colon].ToString(), firstLine[(colon + 1)..].Trim().ToString(), text)
            : new ExceptionSnapshot("", firstLine.ToString(), text);
    }

    /// <summary>
    /// What can be read of an exception whose text cannot: each message and stack trace by itself, for often only one of the
    /// inner exceptions is hostile, and what happened stands in the others.
    /// </summary>
    private static ExceptionSnapshot OfParts(Exception exception, string type, string notice)
    {
        var text = new StringBuilder();
        for (var part = exception; part is not null; part = part.InnerException)
        {
            text.Append(part == exception ? "" : " ---> ").Append(part.GetType().FullName);
            text.Append(": ").AppendLine(Read(part, static e => e.Message) ?? "[its message could not be read]");
            if (Read(part, static e => e.StackTrace) is { Length: > 0 } trace)
            {
                text.AppendLine(trace);
            }
        }

        return new ExceptionSnapshot(type, Read(exception, static e => e.Message) ?? notice, text + notice);
    }

    private static string? Read(Exception exception, Func<Exception, string?> part)
    {
        try
        {
            return part(exception) ?? "";
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The memory that the snapshot holds: an estimate, in bytes.</summary>
    public int HeldBytes => 100 + 2 * (Type.Length + Message.Length + Text.Length);
}
