using System;
using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>A text that comes again and again, as UTF-8 in every form in which it may be needed. Immutable.</summary>
internal sealed class EscapedText
{
    private EscapedText(string text)
    {
        Raw = Write<RawText>(text);
        Line = Share(Raw, Write<LineText>(text));
        Quoted = Share(Raw, Write<QuotedText>(text));
    }

    /// <summary>As it is.</summary>
    public byte[] Raw { get; }

    /// <summary>As <see cref="LineText"/>.</summary>
    public byte[] Line { get; }

    /// <summary>As <see cref="QuotedText"/>.</summary>
    public byte[] Quoted { get; }

    public static EscapedText From(string text) => new(text);

    /// <summary>The forms of a category's name; made once and kept at the category.</summary>
    public static EscapedText Of(LogCategory category) =>
        (EscapedText)(category.EscapedName ??= new EscapedText(category.Name));

    private static byte[] Share(byte[] raw, byte[] escaped) => raw.AsSpan().SequenceEqual(escaped) ? raw : escaped;

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
