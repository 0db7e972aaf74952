using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Kit;

/// <summary>An HTTP/1.1 server on loopback that does what a test tells it to, all the ways of going wrong included.</summary>
/// <remarks>
/// Replies are taken from the script in the order in which requests arrive; when the script has ended every request gets
/// <see cref="Otherwise"/>. Thread-safe. Nothing in it waits for the real clock unless a reply has a delay.
/// </remarks>
public sealed class FaultServer : IAsyncDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<FaultReply> _script = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly HashSet<FaultServerConnection> _connections = [];
    private readonly HashSet<FaultServerConnection> _busy = [];
    private readonly X509Certificate2? _certificate;
    private TaskCompletionSource _released = NewSignal();
    private TaskCompletionSource? _changed;
    private Socket? _listener;
    private Socket? _kept;
    private int _requestCount;
    private int _hangCount;
    private int _connectionCount;
    private int _mostAtOnce;
    private int _deaths;
    private int _silences;

    private FaultServer(X509Certificate2? certificate, TimeProvider clock)
    {
        _certificate = certificate;
        Clock = clock;
        Listen(0);
    }

    /// <summary>The port, the same after <see cref="StartAgain"/>.</summary>
    public int Port { get; private set; }

    /// <summary>What the script's end is followed by. Default: 200 without a body.</summary>
    public FaultReply Otherwise { get; set; } = new();

    /// <summary>Chooses the reply to a request behind the script's end, when its headers have been read. Default: <see cref="Otherwise"/>.</summary>
    public Func<FaultReply>? Chooses { get; set; }

    /// <summary>
    /// Sees every request that was read to its end, in the order in which they were, and may replace its reply. Called under
    /// a lock. Default: none.
    /// </summary>
    public Func<ReceivedRequest, FaultReply?>? Judges { get; set; }

    /// <summary>Whether requests are kept for <see cref="Requests"/>. Default: yes. A benchmark turns it off.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>How many requests have been read.</summary>
    public int RequestCount => Volatile.Read(ref _requestCount);

    /// <summary>How many connections have been accepted.</summary>
    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    /// <summary>The most requests that were in work at the same time, those not counted whose client had gone away.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>The requests so far, in the order in which they were read.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    internal TimeProvider Clock { get; }

    internal bool ReadsBodies => KeepsRequests || Judges is not null;

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="tls">Speak TLS with a certificate that nobody trusts.</param>
    /// <param name="clock">The clock for delays; the system's by default.</param>
    public static FaultServer Start(bool tls = false, TimeProvider? clock = null) =>
        new(tls ? UntrustedCertificate.Create() : null, clock ?? TimeProvider.System);

    /// <summary>The URL of a path on this server.</summary>
    public string Url(string path = "/api/log/get") =>
        $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}{path}";

    /// <summary>Adds replies without a body to the script.</summary>
    public FaultServer Answers(params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            Answers(FaultReply.Of(status));
        }

        return this;
    }

    /// <summary>Adds a reply to the script.</summary>
    public FaultServer Answers(FaultReply reply)
    {
        lock (_gate)
        {
            _script.Enqueue(reply);
        }

        return this;
    }

    /// <summary>Adds an answer to the script that stops in its middle until <see cref="Release"/>.</summary>
    public FaultServer Hangs(Hang where, int status = 200) =>
        Answers(FaultReply.Of(status, "half and half") with { Hang = where });

    /// <summary>Adds a request to the script on which the connection breaks.</summary>
    public FaultServer Breaks(Break where, int status = 200) =>
        Answers(FaultReply.Of(status, "half and half") with { Break = where });

    /// <summary>Resets the next connections as soon as they are accepted.</summary>
    public FaultServer DiesOnAccept(int connections = 1)
    {
        Interlocked.Add(ref _deaths, connections);
        return this;
    }

    /// <summary>Accepts the next connections and then never reads from them nor writes to them: half-open.</summary>
    public FaultServer HoldsOnAccept(int connections = 1)
    {
        Interlocked.Add(ref _silences, connections);
        return this;
    }

    /// <summary>Lets everything that hangs now go on.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _released.TrySetResult();
            _released = NewSignal();
        }
    }

    /// <summary>Waits until so many requests have been read. Fails after a generous time.</summary>
    public Task Received(int count) => Until(() => _requestCount >= count);

    /// <summary>Waits until so many answers have begun to hang. Fails after a generous time.</summary>
    public Task Hung(int count = 1) => Until(() => _hangCount >= count);

    /// <summary>Stops listening and resets all connections: further ones are refused. The port stays ours.</summary>
    public void Stop()
    {
        FaultServerConnection[] connections;
        lock (_gate)
        {
            if (_listener is not null)
            {
                _listener.Dispose();
                _listener = null;
                _kept = Bound(Port);
            }

            connections = [.. _connections];
        }

        foreach (var connection in connections)
        {
            connection.Reset();
        }
    }

    /// <summary>Listens again, on the same port.</summary>
    public void StartAgain() => Listen(Port);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Stop();
        _kept?.Dispose();
        _certificate?.Dispose();
        return default;
    }

    /// <summary>The reply to a request whose headers have been read.</summary>
    internal FaultReply Begin(FaultServerConnection connection)
    {
        lock (_gate)
        {
            _busy.RemoveWhere(other => other.ClientHasGone);
            _busy.Add(connection);
            _mostAtOnce = Math.Max(_mostAtOnce, _busy.Count);
            return _script.TryDequeue(out var reply) ? reply : Chooses?.Invoke() ?? Otherwise;
        }
    }

    /// <summary>Notes a request that was read to its end.</summary>
    /// <returns>The reply instead of the chosen one, or null.</returns>
    internal FaultReply? Receive(Func<int, ReceivedRequest> create)
    {
        lock (_gate)
        {
            _requestCount++;
            Tell();
            if (!ReadsBodies)
            {
                return null;
            }

            var request = create(_requestCount);
            if (KeepsRequests)
            {
                _requests.Add(request);
            }

            return Judges?.Invoke(request);
        }
    }

    /// <summary>Notes that an answer hangs, and gives what it waits for.</summary>
    internal Task Hang()
    {
        lock (_gate)
        {
            _hangCount++;
            Tell();
            return _released.Task;
        }
    }

    internal void End(FaultServerConnection connection)
    {
        lock (_gate)
        {
            _busy.Remove(connection);
        }
    }

    internal void Closed(FaultServerConnection connection)
    {
        lock (_gate)
        {
            _busy.Remove(connection);
            _connections.Remove(connection);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell()
    {
        _changed?.SetResult();
        _changed = null;
    }

    private async Task Until(Func<bool> holds)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (holds())
                {
                    return;
                }

                changed = (_changed ??= NewSignal()).Task;
            }

            await changed.WaitAsync(Generous);
        }
    }

    private void Listen(int port)
    {
        Socket listener;
        lock (_gate)
        {
            listener = _kept ?? Bound(port);
            _kept = null;
            listener.Listen(512);
            Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
            _listener = listener;
        }

        _ = AcceptAsync(listener);
    }

    // Whoever connects to a port that is bound and not listened at is refused, and nobody else is given it: not another server,
    // nor a connection for its own end.
    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                Accepted(await listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private void Accepted(Socket socket)
    {
        socket.NoDelay = true;
        var connection = new FaultServerConnection(this, socket, Interlocked.Increment(ref _connectionCount));
        if (Volatile.Read(ref _deaths) > 0)
        {
            Interlocked.Decrement(ref _deaths);
            connection.Reset();
            return;
        }

        lock (_gate)
        {
            if (_listener is null)
            {
                connection.Reset();
                return;
            }

            _connections.Add(connection);
        }

        if (Volatile.Read(ref _silences) > 0)
        {
            Interlocked.Decrement(ref _silences);
            return;
        }

        _ = Task.Run(() => connection.RunAsync(_certificate));
    }
}
