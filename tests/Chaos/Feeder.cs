using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>Sends the events of one session in order, and each again until it is acknowledged, in ever other portions.</summary>
public sealed class Feeder : IDisposable
{
    private const int MostEvents = 50;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly int _session;
    private readonly Oracle _oracle;
    private readonly HostSlot _host;
    private readonly Random _random;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _pause;
    private long _acknowledged;
    private long _unanswered;

    /// <summary>Creates the feeder of a session.</summary>
    /// <param name="session">Which session.</param>
    /// <param name="oracle">Who is told what was sent and acknowledged.</param>
    /// <param name="host">Where to send.</param>
    /// <param name="seed">For the portions and pauses.</param>
    /// <param name="clock">For the pauses.</param>
    /// <param name="pause">The mean pause between two requests.</param>
    public Feeder(int session, Oracle oracle, HostSlot host, int seed, TimeProvider clock, TimeSpan pause)
    {
        _session = session;
        _oracle = oracle;
        _host = host;
        _random = new Random(seed);
        _clock = clock;
        _pause = pause;
    }

    /// <summary>The number up to which events were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>How many requests were not answered, or not with 2xx.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Sends until it is cancelled; a request that is under way is not given up.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var address = await _host.AddressAsync(cancellationToken);
                var last = Acknowledged + _random.Next(1, MostEvents + 1);
                if (await TrySendAsync(address, Acknowledged + 1, last))
                {
                    Interlocked.Exchange(ref _acknowledged, last);
                    _oracle.Acknowledge(_session, last);
                }
                else
                {
                    Interlocked.Increment(ref _unanswered);
                }

                await Task.Delay(_pause * (2 * _random.NextDouble()), _clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end.
        }
    }

    private async Task<bool> TrySendAsync(Uri host, long first, long last)
    {
        _oracle.Issue(_session, last);
        using var content = new ByteArrayContent(Body(first, last));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        try
        {
            using var response = await _client.PostAsync(new Uri(host, "ingest"), content);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private byte[] Body(long first, long last)
    {
        var lines = new StringBuilder();
        var session = IssuedEvent.Session(_session);
        for (var number = first; number <= last; number++)
        {
            var message = JsonEncodedText.Encode(IssuedEvent.Message(_session, number));
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""{"level":"info","message":"{{message}}","session":"{{session}}","sequence":{{number}}}"""
            );
            lines.Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
