using System.Collections.Generic;
using System.Text;

namespace ActorLog.Kit;

/// <summary>A request as a <see cref="FaultServer"/> got it.</summary>
/// <param name="Number">1 for the first request.</param>
/// <param name="Connection">The number of the connection that it came on, 1 for the first.</param>
/// <param name="Method">The method, as sent.</param>
/// <param name="Target">Path and query, as sent.</param>
/// <param name="Headers">The headers; names do not know case.</param>
/// <param name="Body">The bytes of the body, without the framing of chunks.</param>
public sealed record ReceivedRequest(
    int Number,
    int Connection,
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body
)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
