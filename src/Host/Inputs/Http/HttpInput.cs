using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Ingest;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using KestrelOptions = Microsoft.Extensions.Options.Options;

namespace ActorLog.Host.Inputs.Http;

/// <summary>Takes events in by HTTP.</summary>
internal sealed class HttpInput(HttpInputOptions options, InputContext context) : ILogInput
{
    private KestrelServer? _server;
    private int _connections;

    public IReadOnlyList<string> Description { get; private set; } = [];

    public Task Completion { get; } = new TaskCompletionSource().Task;

    /// <summary>Where it listens: with the port that the system chose, if it had the choice.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(IEventIntake intake, CancellationToken cancellationToken)
    {
        _connections = ConnectionLimit.Take(options.MaxConnections);
        var log = new TurnedAway(options.Name, _connections, context);
        _server = new KestrelServer(
            KestrelOptions.Create(Limits()),
            new SocketTransportFactory(KestrelOptions.Create(new SocketTransportOptions()), log),
            log
        );
        try
        {
            var application = new IngestApplication(options, context, intake);
            await _server.StartAsync(application, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new InputException(PortTaken(), failure);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            throw new InputException(
                $"cannot listen on {options.Listen} (input '{options.Name}'): {failure.Message}",
                failure
            );
        }

        var bound = new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Address = options.Listen.IsAny ? new Uri($"http://localhost:{bound.Port}/") : bound;
        Description = Describe(Address);
        if (_connections < options.MaxConnections)
        {
            context.Report(
                $"input '{options.Name}': takes {_connections} connections at once, not {options.MaxConnections} (max-connections): "
                    + "the process may open too few files (ulimit -n)"
            );
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
        {
            await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        ConnectionLimit.GiveBack(Interlocked.Exchange(ref _connections, 0));
        return default;
    }

    private string[] Describe(Uri address) =>
        options.Listen.IsLoopback
            ? [$"{address}ingest", $"{address}api/log/get"]
            : [$"{address}ingest", $"{address}api/log/get", "open to every machine that can reach this one"];

    private string PortTaken() =>
        $"cannot listen on {options.Listen} (input '{options.Name}'): another program has this port. "
        + $"Stop that program, or choose another port: actorlog run --listen {options.Listen with { Port = options.Listen.Port + 1 }}";

    private KestrelServerOptions Limits()
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };

        // The limit is RequestBody's. Kestrel's own would cut the connection while a large body is still being sent, and most
        // clients would then report the cut instead of the 413; without it, Kestrel reads the rest for 5 s and throws it away.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestLineSize = (int)options.MaxRequestLine;
        kestrel.Limits.MaxRequestBufferSize = Math.Max(options.MaxRequestLine, 1024 * 1024);
        kestrel.Limits.MaxConcurrentConnections = _connections;
        var endpoint = new IPEndPoint(options.Listen.Address, options.Listen.Port);
        kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        return kestrel;
    }
}
