using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Ingest;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using KestrelOptions = Microsoft.Extensions.Options.Options;

namespace ActorLog.Host.Demo;

/// <summary>An endpoint as the seed's, which fails on demand. It takes an event only when it answers 200.</summary>
internal sealed class DemoReceiver : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<long> _numbers = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private KestrelServer? _server;
    private int _port;
    private TaskCompletionSource _modeChanged = new();

    /// <summary>How it behaves.</summary>
    public DemoMode Mode { get; private set; } = DemoMode.Answers;

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"http://127.0.0.1:{_port}/api/log/get");

    /// <summary>The numbers of the events that it took, in the order in which they came.</summary>
    public IReadOnlyList<long> Numbers
    {
        get
        {
            lock (_gate)
            {
                return [.. _numbers];
            }
        }
    }

    /// <summary>Changes how it behaves.</summary>
    public async Task SetAsync(DemoMode mode)
    {
        Mode = mode;
        Interlocked.Exchange(ref _modeChanged, new TaskCompletionSource()).SetResult();
        if (mode == DemoMode.Refuses)
        {
            await DisposeAsync().ConfigureAwait(false);
        }
        else if (_server is null)
        {
            await ListenAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            await server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
            server.Dispose();
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (Mode == DemoMode.Hangs)
        {
            await HangAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
            return;
        }

        using var body = new System.IO.StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await body.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        if (Mode != DemoMode.Answers || NumberOf(text) is not { } number)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Take(number, context.Request.Headers["Idempotency-Key"].ToString());
    }

    // On a busy machine an answer may come too late, and the event once more: by its key it is known.
    private void Take(long number, string key)
    {
        lock (_gate)
        {
            if (key.Length == 0 || _keys.Add(key))
            {
                _numbers.Add(number);
            }
        }
    }

    /// <summary>The number behind the last # of a line.</summary>
    public static long? NumberOf(string line)
    {
        var decoded = FormFields.Read(Encoding.UTF8.GetBytes(line), out _)?.Values.LastOrDefault()
            is { Length: > 0 } log
            ? log
            : line;
        var digits = decoded.AsSpan(decoded.LastIndexOf('#') + 1).TrimEnd();
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private async Task HangAsync(CancellationToken aborted)
    {
        try
        {
            await _modeChanged.Task.WaitAsync(aborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The sender has lost its patience, which is the point.
        }
    }

    private async Task ListenAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, _port);
        var transport = new SocketTransportFactory(
            KestrelOptions.Create(new SocketTransportOptions()),
            NullLoggerFactory.Instance
        );
        _server = new KestrelServer(KestrelOptions.Create(options), transport, NullLoggerFactory.Instance);
        await _server.StartAsync(this, CancellationToken.None).ConfigureAwait(false);
        var address = _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        _port = new Uri(address).Port;
    }
}
