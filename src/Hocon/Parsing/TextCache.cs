using System;

namespace ActorLog.Hocon.Parsing;

/// <summary>
/// Keeps the keys of one document, so that a key that repeats (a list of objects) is one string. Direct-mapped: a
/// collision only costs a string.
/// </summary>
internal sealed class TextCache
{
    private const int Size = 256;
    private const int MaxLength = 40;

    private readonly string?[] _texts = new string?[Size];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return text.ToString();
        }

        var hash = (text.Length * 31) + text[0];
        hash = (hash * 31) + text[^1];
        hash = (hash * 31) + text[text.Length / 2];
        ref var slot = ref _texts[hash & (Size - 1)];
        return slot is not null && text.SequenceEqual(slot) ? slot : slot = text.ToString();
    }
}
