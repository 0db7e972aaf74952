using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>One thing that can be asked of the HTTP input: its methods, and what it does.</summary>
internal abstract class IngestEndpoint
{
    /// <summary>The methods that it knows.</summary>
    public abstract IReadOnlyList<string> Methods { get; }

    /// <summary>What to do, told to who does something else.</summary>
    /// <param name="host">How the sender calls this host.</param>
    public abstract string Hint(HostString host);

    /// <summary>Handles a request of one of the methods.</summary>
    public abstract ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken);
}
