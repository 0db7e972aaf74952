using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
        var configuration = HostFile.Write(_options.Folder, destination.Url, _options.HasJournal, "256 KiB");
        using var calm = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var weather = destination.MisbehaveAsync(_options.Seed + 2, calm.Token);
        var feeders = Enumerable.Range(0, _options.Sessions).Select(CreateFeeder).ToArray();
        var feeding = Task.WhenAll(feeders.Select(feeder => feeder.RunAsync(stop.Token)));

        for (var kill = 1; kill <= _options.Kills && _problems.Count == 0; kill++)
        {
            await LiveAndDieAsync(configuration, kill);
        }

        await calm.CancelAsync();
        await weather;
        await EndWellAsync(configuration, feeders, stop, feeding);
        var unanswered = feeders.Sum(feeder => feeder.Unanswered);
        Array.ForEach(feeders, feeder => feeder.Dispose());
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

    /// <summary>Starts a host and kills it: most often at work, now and then before it listens.</summary>
    private async Task LiveAndDieAsync(string configuration, int kill)
    {
        using var host = HostUnderTest.Start(_options.Folder, configuration);
        var dies = _random.Next(5) == 0;
        var life = _options.LongestLife * (dies ? 0.3 : 1) * _random.NextDouble();
        if (!dies && await ListenAsync(host) is null)
        {
            return;
        }

        await Task.Delay(life, _clock);
        _killsInStart += host.AddressAsync.IsCompleted ? 0 : 1;
        await host.KillAsync();
        _slot.Clear();
        if (kill % 10 == 0)
        {
            _output.WriteLine($"kill {kill}: {_oracle.Acknowledged} acknowledged, {_oracle.Heard} heard");
        }
    }

    /// <summary>The faults have ended: a host that is let live brings everything to its place, and ends well.</summary>
    private async Task EndWellAsync(string configuration, Feeder[] feeders, CancellationTokenSource stop, Task feeding)
    {
        using var host = HostUnderTest.Start(_options.Folder, configuration);
        if (await ListenAsync(host) is not null)
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
        var code = await host.EndAsync(StartLimit, _clock);
        if (code != 0)
        {
            Problem(host, $"the last host ended with {code?.ToString() ?? "nothing at all"}");
        }
    }

    private async Task<Uri?> ListenAsync(HostUnderTest host)
    {
        try
        {
            if (await host.AddressAsync.WaitAsync(StartLimit, _clock) is { } address)
            {
                _slot.Put(address);
                return address;
            }

            Problem(host, "a host did not start");
        }
        catch (TimeoutException)
        {
            Problem(host, "a host did not start in time");
        }

        return null;
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
