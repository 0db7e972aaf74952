using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>A compiled piece of an output template.</summary>
internal abstract class OutputPart
{
    public abstract void Write(ref Utf8Writer writer, LogEvent logEvent);
}
