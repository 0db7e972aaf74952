using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>What was said.</summary>
internal sealed class MessagePart : OutputPart
{
    public override void Write(ref Utf8Writer writer, LogEvent logEvent) =>
        MessageText.Write<LineText>(ref writer, logEvent);
}
