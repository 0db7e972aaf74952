using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>How the value of a hole is to look. Remembers which kinds of values its format does not fit.</summary>
internal sealed class HoleFormat
{
    // One bit per LogValueKind. Written by any thread; a lost write only costs another exception.
    private volatile int _unfit;

    public HoleFormat(string? format, int alignment)
    {
        Format = TemplateToken.IsExcessive(format) ? null : format;
        Alignment = alignment;
    }

    /// <summary>The format, or <see langword="null"/>.</summary>
    public string? Format { get; }

    /// <summary>The least width in characters: positive aligns right, negative left.</summary>
    public int Alignment { get; }

    /// <summary>The format for this kind of value, or <see langword="null"/>.</summary>
    public string? For(LogValueKind kind) => Format is not null && (_unfit & (1 << (int)kind)) == 0 ? Format : null;

    /// <summary>Notes that the format does not fit this kind: a wrong format must not cost an exception per event.</summary>
    public void MarkUnfit(LogValueKind kind) => _unfit |= 1 << (int)kind;
}
