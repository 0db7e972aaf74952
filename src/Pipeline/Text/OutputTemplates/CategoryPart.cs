using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>Under which name it was logged.</summary>
internal sealed class CategoryPart : OutputPart
{
    public override bool IsOfHead => true;

    public override void Write(ref Utf8Writer writer, LogEvent logEvent) =>
        writer.Write(EscapedText.Of(logEvent.Category).Line);
}
