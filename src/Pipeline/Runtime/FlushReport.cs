using System.Collections.Generic;
using System.Linq;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>What a flush came to, sink by sink.</summary>
/// <param name="Results">By sink: why it could not be flushed, or <see langword="null"/> where it was.</param>
public sealed record FlushReport(IReadOnlyDictionary<string, SinkFailure?> Results)
{
    /// <summary>Whether every sink was flushed.</summary>
    public bool IsComplete => Results.Values.All(failure => failure is null);
}
