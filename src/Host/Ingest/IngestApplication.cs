using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorLog.Host.Ingest;

/// <summary>Answers the requests of one HTTP input. Runs on Kestrel alone: a dozen routes need no framework around it.</summary>
internal sealed class IngestApplication : IHttpApplication<HttpContext>
{
    private readonly HttpInputOptions _options;
    private readonly InputContext _context;
    private readonly HostGuard _guard;
    private readonly FrozenDictionary<string, IngestEndpoint> _endpoints;

    public IngestApplication(HttpInputOptions options, InputContext context, IEventIntake intake)
    {
        var zone = context.Clock.LocalTimeZone;
        var decoders = new LineDecoders(zone);
        var budget = new MemoryBudget(options.MaxInFlight);
        var writer = new EventBatchWriter(intake, options);
        var clef = new ClefEndpoint(writer, options, decoders, budget);
        _options = options;
        _context = context;
        _guard = new HostGuard(options);
        var endpoints = new Dictionary<string, IngestEndpoint>
        {
            ["/ingest"] = new LinesEndpoint(writer, options, decoders, budget),
            ["/ingest/clef"] = clef,
            ["/api/events/raw"] = clef,
            ["/api/log/get"] = new RecordEndpoint(writer, options, zone, budget),
        };
        if (context.Status is { } status)
        {
            endpoints.Add("/status", new StatusEndpoint(status));
            endpoints.Add("/health", new HealthEndpoint(status));
        }

        _endpoints = endpoints.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        Answer answer;
        try
        {
            answer = await AnswerAsync(context.Request).ConfigureAwait(false);
        }
        catch (BadHttpRequestException failure)
        {
            // The web server's own text for it names a setting that our users do not have.
            var isSlow = failure.StatusCode == StatusCodes.Status408RequestTimeout;
            answer = Answer.Wrong(failure.StatusCode, isSlow ? "the body came too slowly" : failure.Message);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The sender has gone: nobody is left to be answered. If somebody is there all the same he must not hear the 200
            // that the web server says where nothing was answered; what was accepted meanwhile he sends again.
            context.Abort();
            return;
        }
#pragma warning disable CA1031 // Whatever a request did, the input goes on with the next one.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _context.Report($"input '{_options.Name}': a request failed: {failure}");
            answer = Answer.Wrong(StatusCodes.Status500InternalServerError, "an error of the host's own");
        }

        await answer.SendAsync(context.Response).ConfigureAwait(false);
    }

    private ValueTask<Answer> AnswerAsync(HttpRequest request)
    {
        if (_guard.Check(request) is { } refusal)
        {
            return new(refusal);
        }

        var path = request.Path.Value?.TrimEnd('/') ?? "";
        if (!_endpoints.TryGetValue(path, out var endpoint))
        {
            var error = $"there is nothing at {request.Path}, expected one of: {string.Join(", ", _endpoints.Keys)}";
            return new(Answer.Wrong(StatusCodes.Status404NotFound, error, _endpoints["/ingest"].Hint(request.Host)));
        }

        if (endpoint.Methods.Contains(request.Method))
        {
            return endpoint.HandleAsync(request, request.HttpContext.RequestAborted);
        }

        var allowed = string.Join(", ", endpoint.Methods);
        var wrongMethod = $"{request.Method} is not known here, expected {allowed}";
        return new(
            Answer.Wrong(StatusCodes.Status405MethodNotAllowed, wrongMethod, endpoint.Hint(request.Host)) with
            {
                Allow = allowed,
            }
        );
    }
}
