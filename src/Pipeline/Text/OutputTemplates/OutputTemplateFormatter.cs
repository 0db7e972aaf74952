using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Writes events as lines of text that a template describes.</summary>
internal sealed class OutputTemplateFormatter : ILogFormatter
{
    private const int UsualLine = 512;

    private readonly LineHead _head;
    private readonly OutputPart[] _parts;

    private OutputTemplateFormatter(OutputPart[] parts)
    {
        var first = Array.FindIndex(parts, part => !part.IsOfHead);
        first = first < 0 ? parts.Length : first;
        _head = new LineHead(parts[..first]);
        _parts = parts[first..];
    }

    /// <summary>Compiles a template, or tells the <paramref name="error"/>.</summary>
    public static OutputTemplateFormatter? TryCreate(string template, TimeProvider clock, out string? error)
    {
        if (!OutputTemplateParser.TryParse(template, out var pieces, out error))
        {
            return null;
        }

        // A property named Level is not shown by {Level}, which shows the event's.
        var properties = pieces
            .Where(piece => piece.IsHole && !OutputPartFactory.IsKnown(piece.Text))
            .Select(piece => piece.Text)
            .ToHashSet();
        var factory = new OutputPartFactory(clock, properties);
        var parts = new List<OutputPart>();
        foreach (var piece in pieces)
        {
            if (!piece.IsHole && parts.Count > 0 && parts[^1].TryAppend(piece.Text))
            {
                continue;
            }

            var part = factory.Create(piece, out error);
            if (part is null || error is not null)
            {
                return null;
            }

            parts.Add(part);
        }

        return new OutputTemplateFormatter([.. parts]);
    }

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        var writer = new Utf8Writer(output, UsualLine);
        _head.Write(ref writer, logEvent);
        foreach (var part in _parts)
        {
            part.Write(ref writer, logEvent);
        }

        writer.Commit();
    }
}
