using System;
using System.Collections.Generic;
using System.Linq;
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

    // An array of texts, and of nothing else.
    private static List<string>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement is { ValueKind: JsonValueKind.Array } array
                && array.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
                ? [.. array.EnumerateArray().Select(static item => item.GetString()!)]
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is for half a surrogate pair, as an escape.
            return null;
        }
    }
}
