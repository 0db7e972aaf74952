using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ActorLog.Events;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>
/// Renders a CLEF event that brings <c>@r</c>: the texts of those holes that have a format. The sender made them with its own
/// types and culture, so they are taken as they are.
/// </summary>
internal static class ClefRenderings
{
    /// <summary>The message, or <see langword="null"/> when <paramref name="renderings"/> do not fit the template.</summary>
    public static string? Render(LogEventDraft draft, string renderings)
    {
        if (Read(renderings) is not { } texts)
        {
            return null;
        }

        var message = new StringBuilder();
        foreach (var token in MessageTemplate.Parse(draft.Template!).Tokens)
        {
            if (!token.IsHole)
            {
                message.Append(token.Text);
            }
            else if (token.Format is null)
            {
                message.Append(ValueOf(draft, token.Text));
            }
            else if (texts.TryDequeue(out var text))
            {
                message.Append(text);
            }
            else
            {
                return null;
            }
        }

        return message.ToString();
    }

    private static Queue<string>? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Queue<string>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ValueOf(LogEventDraft draft, string name)
    {
        foreach (var property in draft.Properties)
        {
            if (string.Equals(property.Name, name, StringComparison.Ordinal))
            {
                return property.Value.ToString();
            }
        }

        return "{" + name + "}";
    }
}
