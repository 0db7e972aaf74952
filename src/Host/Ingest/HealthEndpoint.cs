using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Status;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>
/// <c>GET /health</c>: 200 while the host can do its work, 503 when somebody has to act. A destination that is down is 200
/// and <c>degraded</c>: to restart the host would not bring it back.
/// </summary>
internal sealed class HealthEndpoint(Func<HostStatus> status) : IngestEndpoint
{
    public override IReadOnlyList<string> Methods { get; } = ["GET", "HEAD"];

    public override string Hint(HostString host) => $"try: curl http://{host}/health";

    public override ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var now = status();
        var code = now.Health == HealthRules.Failed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return new(new Answer(code) { Document = StatusJson.Write(new HealthAnswer(now.Health, now.Troubles)) });
    }
}
