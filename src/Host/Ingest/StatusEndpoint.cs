using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Status;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary><c>GET /status</c>: how the host and each sink is doing, as JSON. What <c>actorlog status</c> asks.</summary>
internal sealed class StatusEndpoint(Func<HostStatus> status) : IngestEndpoint
{
    public override IReadOnlyList<string> Methods { get; } = ["GET", "HEAD"];

    public override string Hint(HostString host) => $"try: curl http://{host}/status";

    public override ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken) =>
        new(new Answer(StatusCodes.Status200OK) { Document = StatusJson.Write(status()) });
}
