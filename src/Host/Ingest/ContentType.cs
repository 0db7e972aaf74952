using System;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorLog.Host.Ingest;

/// <summary>What a request says about its body.</summary>
/// <param name="MediaType">In lower case and without parameters; empty when there is none.</param>
/// <param name="IsUtf8">Whether its text is UTF-8 as far as it says.</param>
internal readonly record struct ContentType(string MediaType, bool IsUtf8)
{
    public static ContentType Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var header))
        {
            return new ContentType(request.ContentType?.Trim() ?? "", true);
        }

        var charset = HeaderUtilities.RemoveQuotes(header.Charset);
        return new ContentType(
            header.MediaType.Value?.ToLowerInvariant() ?? "",
            !charset.HasValue
                || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
                || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
        );
    }
}
