using ActorLog.Events;

namespace ActorLog.Text.OutputTemplates;

/// <summary>A compiled piece of an output template.</summary>
internal abstract class OutputPart
{
    /// <summary>Takes in the literal text that follows, if the part has its bytes ready: one copy instead of two.</summary>
    public virtual bool TryAppend(string literal) => false;

    /// <summary>Whether it is the same for all events of one second, level and category.</summary>
    public virtual bool IsOfHead => false;

    public abstract void Write(ref Utf8Writer writer, LogEvent logEvent);
}
