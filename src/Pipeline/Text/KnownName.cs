using System;

namespace ActorLog.Text;

/// <summary>A name, and the string object as which the caller's library last brought it: the same one each time.</summary>
/// <remarks>Safe on any thread: whoever comes too late compares the letters again. Not to be copied after its first use.</remarks>
internal struct KnownName(string text)
{
    private string? _known;

    /// <summary>The name.</summary>
    public readonly string Text { get; } = text;

    /// <summary>Whether that is the name, letter by letter; seen at a glance when it was asked before.</summary>
    public bool Is(string name)
    {
        if (ReferenceEquals(name, _known))
        {
            return true;
        }

        var isIt = string.Equals(name, Text, StringComparison.Ordinal);
        _known = isIt ? name : _known;
        return isIt;
    }
}
