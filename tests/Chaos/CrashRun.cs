using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>
/// Sessions send to a host that is killed at random moments while its destination misbehaves; at the end everything that was
/// acknowledged has to be there.
/// </summary>
public sealed class CrashRun
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly CrashOptions _options;
    private readonly TimeProvider _clock;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly Oracle _oracle;
    private readonly HostSlot _slot = new();
    private readonly List<string> _problems = [];
    private int _killsInStart;

    /// <summary>Creates a run.</summary>
    /// <param name="options">How it is to be.</param>
    /// <param name="clock">The real one.</param>
    /// <param name="output">Where its progress is told.</param>
    public CrashRun(CrashOptions options, TimeProvider clock, TextWriter output)
    {
        _options = options;
        _clock = clock;
        _output = output;
        _random = new Random(options.Seed);
        _oracle = new Oracle(options.Sessions);
    }

    /// <summary>Runs it.</summary>
    public async Task<CrashReport> RunAsync()
    {
        var started = _clock.GetTimestamp();
        await using var destination = new Destination(_oracle, _options.Seed + 1, _clock);
        using var calm = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var nodes = CreateNodes(destination.Url);
        var weather = destination.MisbehaveAsync(_options.Seed + 2, calm.Token);
        var feeders = Enumerable.Range(0, _options.Sessions).Select(CreateFeeder).ToArray();
        var feeding = Task.WhenAll(feeders.Select(feeder => feeder.RunAsync(stop.Token)));

        for (var kill = 1; kill <= _options.Kills && _problems.Count == 0; kill++)
        {
            await LiveAndDieAsync(nodes[_random.Next(nodes.Length)], kill);
        }

        await calm.CancelAsync();
        await weather;
        await EndWellAsync(nodes, feeders, stop, feeding);
        var unanswered = feeders.Sum(feeder => feeder.Unanswered);
        Array.ForEach(feeders, feeder => feeder.Dispose());
        Array.ForEach(nodes, node => node.Dispose());
        return new CrashReport(
            _options.Kills,
            _killsInStart,
            _oracle.Acknowledged,
            _oracle.Heard,
            _oracle.Repeats,
            unanswered,
            destination.Requests,
            _clock.GetElapsedTime(started),
            [.. _problems, .. _oracle.Judge()]
        );
    }

    private Feeder CreateFeeder(int session) =>
        new(session, _oracle, _slot, _options.Seed + 10 + session, _clock, _options.Pause);

    /// <summary>The hosts in the order in which an event passes them: the first is the one that senders know.</summary>
    private HostNode[] CreateNodes(string destination)
    {
        var last = new HostFile
        {
            Destination = destination,
            HasJournal = _options.HasJournal,
            Ack = _options.Ack,
        };
        if (_options.IsTight)
        {
            last = last with { SegmentSize = "64 KiB", MaxBytes = "256 KiB" };
        }

        if (!_options.IsRelay)
        {
            return [new HostNode(_options.Folder, last, _slot)];
        }

        // The first host has the address of the second in its configuration.
        var listen = $"127.0.0.1:{FreePort()}";
        var first = last with { Destination = $"http://{listen}/ingest" };
        return
        [
            new HostNode(Path.Combine(_options.Folder, "first"), first, _slot),
            new HostNode(Path.Combine(_options.Folder, "second"), last with { Listen = listen }, null),
        ];
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Kills a host: most often at work, now and then before it listens. Another takes its place.</summary>
    private async Task LiveAndDieAsync(HostNode node, int kill)
    {
        var isAtWork = _random.Next(5) > 0;
        var life = _options.LongestLife * (isAtWork ? 1 : 0.3) * _random.NextDouble();
        if (isAtWork && !await ListensAsync(node))
        {
            return;
        }

        await Task.Delay(life, _clock);
        _killsInStart += await node.KillAsync() ? 1 : 0;
        if (kill % 10 == 0)
        {
            _output.WriteLine($"kill {kill}: {_oracle.Acknowledged} acknowledged, {_oracle.Heard} heard");
        }
    }

    /// <summary>The faults have ended: hosts that are let live bring everything to its place, and end well.</summary>
    private async Task EndWellAsync(HostNode[] nodes, Feeder[] feeders, CancellationTokenSource stop, Task feeding)
    {
        foreach (var node in nodes)
        {
            await ListensAsync(node);
        }

        if (_problems.Count == 0)
        {
            var before = feeders.Select(feeder => feeder.Acknowledged).ToArray();
            await UntilAsync(
                () => feeders.Zip(before).All(pair => pair.First.Acknowledged > pair.Second),
                "no fresh event of some session was taken when the faults had ended"
            );
        }

        await stop.CancelAsync();
        await feeding;
        if (_problems.Count > 0)
        {
            return;
        }

        await UntilAsync(() => _oracle.IsComplete, "not everything arrived when the faults had ended");
        foreach (var node in nodes)
        {
            var code = await node.Host.EndAsync(StartLimit, _clock);
            if (code != 0)
            {
                Problem(node.Host, $"the last host ended with {code?.ToString() ?? "nothing at all"}");
            }
        }
    }

    private async Task<bool> ListensAsync(HostNode node)
    {
        try
        {
            if (await node.Host.AddressAsync.WaitAsync(StartLimit, _clock) is not null)
            {
                return true;
            }

            Problem(node.Host, "a host did not start");
        }
        catch (TimeoutException)
        {
            Problem(node.Host, "a host did not start in time");
        }

        return false;
    }

    private void Problem(HostUnderTest host, string what) => _problems.Add($"{what}:\n{host.Errors}");

    private async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        var started = _clock.GetTimestamp();
        while (!holds())
        {
            if (_clock.GetElapsedTime(started) > _options.Patience)
            {
                _problems.Add(otherwise);
                return;
            }

            await Task.Delay(Look, _clock);
        }
    }
}
