using System.Buffers;
using System.Collections.Generic;
using System.Text;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>
/// A message some of whose holes its sender has rendered: those that have a format. The sender made the texts with its own
/// types and culture, so they are taken as they are; every other hole is written as in any message.
/// </summary>
internal static class SentRenderings
{
    /// <summary>The message, or <see langword="null"/> when <paramref name="renderings"/> do not fit the template.</summary>
    public static string? Render(LogEventDraft draft, IReadOnlyList<string> renderings)
    {
        var logEvent = new LogEvent { Template = MessageTemplate.Get(draft.Template ?? "") };
        foreach (var property in draft.Properties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        logEvent.MessagePropertyCount = draft.Properties.Count;
        var output = new ArrayBufferWriter<byte>(256);
        var writer = new Utf8Writer(output, 256);
        var next = 0;
        foreach (ref readonly var part in MessagePlan.Of(logEvent.Template).Parts)
        {
            if (part.Literal is { } literal)
            {
                writer.Write(RawText.Of(literal));
            }
            else if (part.Format.Format is null)
            {
                MessageText.WriteHole<RawText>(ref writer, logEvent, part);
            }
            else if (next < renderings.Count)
            {
                // Senders differ in whether the alignment is in the text already; where it is, this adds nothing.
                ValueText.WriteAligned<RawText>(ref writer, renderings[next++], part.Format.Alignment);
            }
            else
            {
                return null;
            }
        }

        writer.Commit();
        return next == renderings.Count ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }
}
