using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Status;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog status</c>: asks a running host how it is doing.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(StatusArguments arguments, TextWriter output, TextWriter error)
    {
        var (address, code) = arguments.Url is { } url ? Parse(url, error) : OfConfiguration(arguments.Host, error);
        if (address is null)
        {
            return code;
        }

        if (await AskAsync(address, error).ConfigureAwait(false) is not var (document, status))
        {
            return ExitCodes.Failed;
        }

        if (arguments.IsJson)
        {
            output.WriteLine(document.TrimEnd());
        }
        else
        {
            new StatusTable(output).Write(status, address.ToString(), TimeProvider.System.GetUtcNow());
        }

        return status.Health == HealthRules.Ok ? ExitCodes.Ok : ExitCodes.Undelivered;
    }

    private static (Uri? Address, int Code) Parse(string url, TextWriter error)
    {
        var text = url.Contains("://", StringComparison.Ordinal) ? url : $"http://{url}";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            // What people have at hand is the address of /ingest or of /status.
            return (new Uri(address.GetLeftPart(UriPartial.Authority) + "/"), ExitCodes.Ok);
        }

        error.WriteLine($"--url expects an address such as http://127.0.0.1:1987, found '{url}'");
        return (null, ExitCodes.Usage);
    }

    private static (Uri? Address, int Code) OfConfiguration(HostArguments arguments, TextWriter error)
    {
        if (HostLoading.Load(arguments, error) is not var (host, name))
        {
            return (null, ExitCodes.Configuration);
        }

        var listen = host.Inputs.OfType<HttpInputOptions>().FirstOrDefault()?.Listen;
        if (listen is null || listen.Port == 0)
        {
            var why = listen is null ? "has no input of type http" : "lets the system choose the port";
            error.WriteLine($"{name} {why}; the banner of the host says where it listens: actorlog status --url URL");
            return (null, ExitCodes.Usage);
        }

        return (new Uri(listen.IsAny ? $"http://localhost:{listen.Port}/" : $"http://{listen}/"), ExitCodes.Ok);
    }

    private static async Task<(string Document, HostStatus Status)?> AskAsync(Uri address, TextWriter error)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(address, "status")).ConfigureAwait(false);
            var document = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (document, StatusJson.Read(document));
            }

            // A host says why in JSON; what others answer is a page for browsers.
            var isHost = response.Content.Headers.ContentType?.MediaType == "application/json";
            error.WriteLine(
                isHost
                    ? $"{address}status answered {(int)response.StatusCode}: {OneLine.Of(document.Trim())}"
                    : $"what answers at {address} is no actorlog host"
            );
        }
        catch (JsonException)
        {
            error.WriteLine($"what answers at {address} is no actorlog host");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            var reason = failure is HttpRequestException ? failure.Message : $"no answer within {Patience.Seconds} s";
            error.WriteLine($"no host answers at {address}: {reason}");
        }

        return null;
    }
}
