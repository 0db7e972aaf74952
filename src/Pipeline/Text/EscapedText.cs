using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>A text that comes again and again, as UTF-8 in every form in which it is needed.</summary>
/// <remarks>Safe on any thread: each form is made when it is first asked for, and is the same whoever makes it.</remarks>
internal sealed class EscapedText
{
    private readonly string _text;
    private byte[]? _raw;
    private byte[]? _line;
    private byte[]? _quoted;

    private EscapedText(string text) => _text = text;

    /// <summary>As it is.</summary>
    public ReadOnlySpan<byte> Raw => _raw ??= Write<RawText>(_text);

    /// <summary>As <see cref="LineText"/>.</summary>
    public ReadOnlySpan<byte> Line => _line ??= Write<LineText>(_text);

    /// <summary>As <see cref="QuotedText"/>.</summary>
    public ReadOnlySpan<byte> Quoted => _quoted ??= Write<QuotedText>(_text);

    public static EscapedText From(string text) => new(text);

    /// <summary>The forms of a category's name; made once and kept at the category.</summary>
    public static EscapedText Of(LogCategory category) =>
        (EscapedText)(category.EscapedName ??= new EscapedText(category.Name));

    private static byte[] Write<TEscape>(string text)
        where TEscape : struct, ITextEscape
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
        var writer = new Utf8Writer(buffer, text.Length);
        writer.WriteText<TEscape>(text);
        writer.Commit();
        return buffer.WrittenSpan.ToArray();
    }
}
