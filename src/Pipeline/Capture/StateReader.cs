using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using ActorLog.Capture.Interpolation;
using ActorLog.Events;

namespace ActorLog.Capture;

/// <summary>Reads template and properties out of the state of a log call.</summary>
/// <remarks>
/// States whose text is known to be made of their template (<c>LogInformation(template, args)</c>,
/// <c>LoggerMessage</c>) are kept as template and properties, and rendered by the sinks' formatters; of any other state the
/// caller's own formatter makes the text, now.
/// </remarks>
internal static class StateReader
{
    private const string OriginalFormat = "{OriginalFormat}";

    /// <summary>Fills the event's message: template and properties, or text.</summary>
    /// <remarks>
    /// The list is a struct behind an interface, and everything that reads it stands in this one method: only so can the
    /// compiler prove that the box never leaves it and leave the box out (48 bytes an event; 100 ns and 96 B are the
    /// caller's own in <c>LogInformation</c>).
    /// </remarks>
    public static void Capture<TState>(
        LogEvent logEvent,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (typeof(TState) == typeof(InterpolatedState))
        {
            Unsafe.As<TState, InterpolatedState>(ref state).CopyTo(logEvent);
            return;
        }

        if (StateKind<TState>.IsMadeOfItsTemplate && state is IReadOnlyList<KeyValuePair<string, object?>> list)
        {
            var values = list.Count - 1;
            if (values >= 0 && list[values] is { Key: OriginalFormat, Value: string text })
            {
                if (values == 0)
                {
                    // Without arguments nothing is formatted: braces are text.
                    logEvent.RenderedMessage = text;
                    return;
                }

                var template = MessageTemplateCache.Get(text);
                logEvent.Template = template;
                var holes = template.Holes;
                var isShownInTwoWays = false;
                for (var i = 0; i < values; i++)
                {
                    var pair = list[i];
                    var (format, hasOthers) = FormatOf<TState>(pair.Key, holes, i, values);
                    var value = ValueCapture.Capture(pair.Value, format);
                    isShownInTwoWays |= hasOthers && value.Kind == LogValueKind.Text && pair.Value is not string;
                    logEvent.Add(NameOf(pair.Key, holes, i), value);
                }

                logEvent.MessagePropertyCount = values;
                if (isShownInTwoWays)
                {
                    logEvent.RenderedMessage = Render(state, exception, formatter);
                }

                return;
            }
        }

        CaptureRendered(logEvent, state, exception, formatter);
    }

    /// <summary>
    /// Microsoft's templates know no operators and keep blanks: there <c>{@Order}</c> is a hole for <c>@Order</c>, and
    /// <c>{ Order }</c> one for <c>" Order "</c>.
    /// </summary>
    private static string NameOf(string key, ReadOnlySpan<TemplateToken> holes, int index) =>
        key is not (['@' or '$' or ' ', _, ..] or [.., ' ']) ? key
        : index < holes.Length ? holes[index].Text
        : MessageTemplate.NameOf(key);

    /// <summary>The format for a value that is rendered at the call, and whether its name has holes with other formats too.</summary>
    /// <remarks>
    /// The source generator lists each parameter once, in the order of the method: neither the order nor the number of the
    /// holes need be the same. All others list the holes.
    /// </remarks>
    private static (string? Format, bool HasOthers) FormatOf<TState>(
        string key,
        ReadOnlySpan<TemplateToken> holes,
        int index,
        int values
    )
    {
        if (!StateKind<TState>.ListsParameters)
        {
            return (index < holes.Length ? holes[index].Format : null, false);
        }

        if (holes.Length == values && holes[index].Text == key)
        {
            return (holes[index].Format, false);
        }

        TemplateToken? first = null;
        foreach (var hole in holes)
        {
            if (!string.Equals(hole.Text, key, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (first is not null && first.Format != hole.Format)
            {
                return (first.Format, true);
            }

            first ??= hole;
        }

        return (first?.Format, false);
    }

    private static void CaptureRendered<TState>(
        LogEvent logEvent,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var text = Render(state, exception, formatter);
        try
        {
            if (state is IReadOnlyList<KeyValuePair<string, object?>> list)
            {
                ReadList(logEvent, list);
            }
            else if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                ReadPairs(logEvent, pairs);
            }
        }
#pragma warning disable CA1031 // Above all a dictionary that another thread is changing: the message is whole.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            text = $"{text} [{state?.GetType()}: enumerating threw {failure.GetType().Name}]";
        }

        logEvent.MessagePropertyCount = logEvent.Properties.Length;
        logEvent.RenderedMessage = text;
    }

    private static void ReadList(LogEvent logEvent, IReadOnlyList<KeyValuePair<string, object?>> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            Read(logEvent, list[i]);
        }
    }

    private static void ReadPairs(LogEvent logEvent, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        foreach (var pair in pairs)
        {
            Read(logEvent, pair);
        }
    }

    private static void Read(LogEvent logEvent, KeyValuePair<string, object?> pair)
    {
        if (pair is { Key: OriginalFormat, Value: string template })
        {
            logEvent.Template = MessageTemplateCache.Get(template);
        }
        else
        {
            logEvent.Add(pair.Key ?? "", ValueCapture.Capture(pair.Value, null));
        }
    }

    private static string Render<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return LongText.Cut(formatter?.Invoke(state, exception) ?? state?.ToString() ?? "");
        }
#pragma warning disable CA1031 // Law 1: a hostile formatter is replaced by a placeholder that says so.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"[{typeof(TState)}: its formatter threw {failure.GetType().Name}]";
        }
    }
}
