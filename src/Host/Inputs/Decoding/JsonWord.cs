using System.Collections.Generic;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>A text that comes in line after line of JSON (the name of a member, a level, a logger, a template), and what it means as a name.</summary>
internal sealed class JsonWord
{
    public JsonWord(string text)
    {
        Text = text;
        InClef = JsonRoles.Clef.GetValueOrDefault(text);
        InCommon = JsonRoles.Common.GetValueOrDefault(text);
        HasWords = IsWord(InClef) || IsWord(InCommon);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What a member of this name is in CLEF.</summary>
    public JsonRole InClef { get; }

    /// <summary>What it is in the JSON of other loggers.</summary>
    public JsonRole InCommon { get; }

    /// <summary>Whether the texts of members of this name are words themselves.</summary>
    public bool HasWords { get; }

    private static bool IsWord(JsonRole role) => role is JsonRole.Level or JsonRole.Category or JsonRole.Template;
}
