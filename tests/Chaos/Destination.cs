using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;

namespace ActorLog.Chaos;

/// <summary>The receiver at the end: hears events, and misbehaves at random until it is told to be good.</summary>
public sealed class Destination : IAsyncDisposable
{
    private static readonly int[] Statuses = [500, 502, 503, 504, 429, 408, 401, 403, 404, 302];

    private static readonly Break[] Breaks =
    [
        Break.ResetInRequest,
        Break.ResetBeforeHeaders,
        Break.ResetMidHeaders,
        Break.ResetMidBody,
        Break.CloseMidBody,
        Break.HalfClose,
    ];

    private readonly FaultServer _server = FaultServer.Start();
    private readonly Oracle _oracle;
    private readonly Random _random;
    private readonly TimeProvider _clock;
    private double _mood;

    /// <summary>Starts it.</summary>
    public Destination(Oracle oracle, int seed, TimeProvider clock)
    {
        _oracle = oracle;
        _random = new Random(seed);
        _clock = clock;
        _server.KeepsRequests = false;
        _server.Chooses = Choose;
        _server.Judges = Hear;
    }

    /// <summary>Where it is.</summary>
    public string Url => _server.Url("/ingest");

    /// <summary>How many requests it has heard.</summary>
    public int Requests => _server.RequestCount;

    /// <summary>Changes its mood at random: good, bad, worse, gone. Ends when it is cancelled, and is good then.</summary>
    public async Task MisbehaveAsync(int seed, CancellationToken cancellationToken)
    {
        var weather = new Random(seed);
        var isUp = true;
        try
        {
            while (true)
            {
                var kind = weather.Next(10);
                Volatile.Write(
                    ref _mood,
                    kind < 4 ? 0.02
                        : kind < 8 ? 0.3
                        : 0.8
                );
                if (kind == 9)
                {
                    _server.Stop();
                    isUp = false;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(weather.Next(50, 1_000)), _clock, cancellationToken);
                if (!isUp)
                {
                    _server.StartAgain();
                    isUp = true;
                }

                _server.Release();
            }
        }
        catch (OperationCanceledException)
        {
            Volatile.Write(ref _mood, 0);
            _server.Release();
            if (!isUp)
            {
                _server.StartAgain();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // Both are called under the server's lock.
    private FaultReply Choose()
    {
        if (_random.NextDouble() >= Volatile.Read(ref _mood))
        {
            return FaultReply.Of(200);
        }

        return _random.Next(12) switch
        {
            < 5 => FaultReply.Of(Statuses[_random.Next(Statuses.Length)], "no"),
            < 9 => FaultReply.Of(_random.Next(2) == 0 ? 200 : 503, "half and half") with
            {
                Break = Breaks[_random.Next(Breaks.Length)],
            },
            9 => FaultReply.RetryAfter(429, "0"),
            10 => new FaultReply { Delay = TimeSpan.FromMilliseconds(_random.Next(1, 60)) },
            _ => FaultReply.Of(200) with { Hang = _random.Next(2) == 0 ? Hang.BeforeHeaders : Hang.BeforeReadingBody },
        };
    }

    private FaultReply? Hear(ReceivedRequest request)
    {
        var rest = request.Body.AsMemory();
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            try
            {
                _oracle.Hear(HeardEvent.Parse(line));
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                _oracle.Hear(new HeardEvent(-1, 0, $"no event: {failure.Message}", "", 0));
            }
        }

        return null;
    }
}
