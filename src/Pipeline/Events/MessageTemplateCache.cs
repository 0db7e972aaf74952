using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ActorLog.Events;

/// <summary>Parsed templates by the string that holds them.</summary>
/// <remarks>
/// Templates are nearly always literals, so the same string object comes again and again: the first table is looked up by
/// reference, one slot per hash, and a lost race only parses once more. The second, by text, serves strings that are built
/// at run time; it is emptied when it has grown to <see cref="MaxTexts"/>, which guards against callers who interpolate
/// values into their templates.
/// </remarks>
internal static class MessageTemplateCache
{
    private const int Slots = 2048;
    private const int MaxTexts = 10_000;

    private static readonly MessageTemplate?[] ByReference = new MessageTemplate?[Slots];
    private static readonly ConcurrentDictionary<string, MessageTemplate> ByText = new();

    /// <summary>The parsed form of <paramref name="text"/>.</summary>
    public static MessageTemplate Get(string text)
    {
        ref var slot = ref ByReference[RuntimeHelpers.GetHashCode(text) & (Slots - 1)];
        var known = slot;
        if (known is not null && ReferenceEquals(known.Text, text))
        {
            return known;
        }

        var template = GetByText(text);
        if (ReferenceEquals(template.Text, text))
        {
            slot = template;
        }

        return template;
    }

    private static MessageTemplate GetByText(string text)
    {
        if (ByText.TryGetValue(text, out var template))
        {
            return template;
        }

        if (ByText.Count >= MaxTexts)
        {
            ByText.Clear();
        }

        return ByText.GetOrAdd(text, MessageTemplate.Parse(text));
    }
}
