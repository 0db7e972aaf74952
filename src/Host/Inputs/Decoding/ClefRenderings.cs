using System.Collections.Generic;
using System.Text.Json;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog.Host.Inputs.Decoding;

/// <summary>Renders a CLEF event that brings <c>@r</c>: the texts of those holes that have a format.</summary>
internal static class ClefRenderings
{
    /// <summary>The message, or <see langword="null"/> when <paramref name="renderings"/> do not fit the template.</summary>
    public static string? Render(LogEventDraft draft, string renderings) =>
        Read(renderings) is { } texts ? LogFormats.MessageOf(draft, texts) : null;

    // An array of texts; null among them is none.
    private static List<string>? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(json) is { } texts && !texts.Contains(null!) ? texts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
