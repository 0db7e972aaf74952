using System;
using System.Buffers;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Options;
using ActorLog.Text.OutputTemplates;

namespace ActorLog.Text;

/// <summary>The formats in which events are written, by the words that configurations use.</summary>
/// <remarks>Safe on any thread; the formatters themselves are not: one for each worker.</remarks>
public static class LogFormats
{
    /// <summary>The output template behind the word <c>text</c>.</summary>
    public const string DefaultTemplate =
        "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level}] {Category} {Message}{NewLine}{Exception}";

    private static readonly string[] Words = ["text", "json", "clef", "logfmt"];

    // Not frozen: to freeze it takes longer than all look-ups that ever come.
    private static readonly Dictionary<string, Func<TimeProvider, ILogFormatter>> ByName = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["text"] = clock => OutputTemplateFormatter.TryCreate(DefaultTemplate, clock, out _)!,
        ["json"] = _ => new JsonFormatter(),
        ["clef"] = _ => new ClefFormatter(),
        ["logfmt"] = _ => new LogfmtFormatter(),
    };

    /// <summary>Makes a formatter.</summary>
    /// <param name="format">
    /// <c>text</c>, <c>json</c>, <c>clef</c>, <c>logfmt</c>, or an output template, which is any text with a hole:
    /// <c>[{Level:u3}] {Message}{NewLine}</c>.
    /// </param>
    /// <param name="clock">The clock whose zone <c>{Timestamp}</c> is shown in.</param>
    /// <returns>A formatter for one worker: it keeps caches without locks.</returns>
    /// <exception cref="ArgumentException">There is no such format, or the template is wrong. The message says how.</exception>
    public static ILogFormatter Create(string format, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(clock);
        return TryCreate(format, clock, out var error) ?? throw new ArgumentException(error, nameof(format));
    }

    /// <summary>Whether <see cref="Create"/> takes the format.</summary>
    /// <param name="format">A word or an output template.</param>
    /// <param name="error">What is wrong and what was expected; <see langword="null"/> when nothing is.</param>
    public static bool TryValidate(string format, out string? error)
    {
        ArgumentNullException.ThrowIfNull(format);
        return TryCreate(format, TimeProvider.System, out error) is not null;
    }

    /// <summary>Appends only the message of an event, as UTF-8 and with nothing escaped: data for a payload, not a line.</summary>
    /// <remarks>A surrogate without its partner becomes U+FFFD.</remarks>
    public static void WriteMessage(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var writer = new Utf8Writer(output, 256);
        MessageText.Write<RawText>(ref writer, logEvent);
        writer.Commit();
    }

    /// <summary>The message of an event, with nothing escaped.</summary>
    public static string MessageOf(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        return MessageText.Of(logEvent);
    }

    /// <summary>The message of a draft whose sender has rendered the holes that have a format, as CLEF's <c>@r</c> does.</summary>
    /// <param name="draft">The template and the properties.</param>
    /// <param name="renderings">The texts of the holes that have a format, in their order.</param>
    /// <returns><see langword="null"/> when there are more or fewer texts than such holes.</returns>
    public static string? MessageOf(LogEventDraft draft, IReadOnlyList<string> renderings)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(renderings);
        return SentRenderings.Render(draft, renderings);
    }

    private static ILogFormatter? TryCreate(string format, TimeProvider clock, out string? error)
    {
        error = null;
        if (ByName.TryGetValue(format.Trim(), out var create))
        {
            return create(clock);
        }

        if (format.Contains('{', StringComparison.Ordinal))
        {
            return OutputTemplateFormatter.TryCreate(format, clock, out error);
        }

        var nearest = Spelling.Nearest(format, Words);
        error =
            $"expected one of: {string.Join(", ", Words)}, or an output template such as '{{Message}}{{NewLine}}'; "
            + $"found '{format}'"
            + (nearest is null ? "" : $" (did you mean '{nearest}'?)");
        return null;
    }
}
