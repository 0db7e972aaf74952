using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ActorLog.Kit;

/// <summary>The request line and the headers of a request.</summary>
internal sealed record RequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public long ContentLength =>
        Headers.TryGetValue("Content-Length", out var length) ? long.Parse(length, CultureInfo.InvariantCulture) : 0;

    public bool IsChunked => Headers.TryGetValue("Transfer-Encoding", out var coding) && coding == "chunked";

    public bool Closes => Headers.TryGetValue("Connection", out var option) && option == "close";

    /// <summary>Whether the client waits to be told that its body is wanted.</summary>
    public bool Asks => Headers.TryGetValue("Expect", out var expected) && expected == "100-continue";

    public static RequestHead Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var parts = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':');
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        return new RequestHead(parts[0], parts[1], headers);
    }
}
