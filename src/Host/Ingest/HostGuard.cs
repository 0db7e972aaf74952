using System;
using System.Linq;
using System.Net;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>Keeps web pages from writing logs: a browser on this machine can reach loopback addresses too.</summary>
/// <remarks>
/// A page of another site betrays itself by the Origin or Sec-Fetch-Site header. A page that had its own name resolved to
/// 127.0.0.1 (DNS rebinding) counts as the same origin, but it still sends that name as the Host.
/// </remarks>
internal sealed class HostGuard(HttpInputOptions options)
{
    private const string Hint = "logs are taken from programs, not from web pages of other sites";

    /// <summary>The refusal, or <see langword="null"/> for a request that is welcome.</summary>
    public Answer? Check(HttpRequest request)
    {
        if (options.Listen.IsLoopback && !IsOwnName(request.Host.Host))
        {
            return Answer.Wrong(
                StatusCodes.Status403Forbidden,
                $"the host name '{request.Host.Host}' is not one of this input's",
                "use localhost or the address, or add the name to allowed-hosts of the input"
            );
        }

        var origin = request.Headers.Origin.ToString();
        var isForeign =
            (origin.Length > 0 && !origin.EndsWith("://" + request.Host.Value, StringComparison.OrdinalIgnoreCase))
            || request.Headers["Sec-Fetch-Site"].ToString() == "cross-site";
        return isForeign
            ? Answer.Wrong(StatusCodes.Status403Forbidden, "the request comes from a web page", Hint)
            : null;
    }

    private bool IsOwnName(string host) =>
        host.Length == 0
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
