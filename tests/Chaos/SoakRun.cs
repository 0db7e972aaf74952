using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Chaos;

/// <summary>One host works for long while its destination misbehaves; what it holds must not grow.</summary>
public sealed class SoakRun(SoakOptions options, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);

    private readonly Oracle _oracle = new(options.Sessions);
    private readonly HostSlot _slot = new();
    private readonly List<string> _problems = [];
    private readonly List<HostSample> _samples = [];

    /// <summary>Runs it.</summary>
    public async Task<SoakReport> RunAsync()
    {
        var started = clock.GetTimestamp();
        await using var destination = new Destination(_oracle, options.Seed + 1, clock);
        var configuration = new HostFile
        {
            Destination = destination.Url,
            HasJournal = options.HasJournal,
            SegmentSize = "4 MiB",
        }.Write(options.Folder);
        using var host = HostUnderTest.Start(options.Folder, configuration);
        if (await host.AddressAsync is not { } address)
        {
            return Report(started, "", [$"the host did not start:\n{host.Errors}"]);
        }

        _slot.Put(address);
        using var stop = new CancellationTokenSource();
        var feeders = Enumerable.Range(0, options.Sessions).Select(CreateFeeder).ToArray();
        var feeding = Task.WhenAll(feeders.Select(feeder => feeder.RunAsync(stop.Token)));
        var weather = destination.MisbehaveAsync(options.Seed + 2, stop.Token);
        await SampleAsync(host, started);
        await stop.CancelAsync();
        await Task.WhenAll(feeding, weather);
        Array.ForEach(feeders, feeder => feeder.Dispose());
        await UntilAllIsHeardAsync();
        var code = await host.EndAsync(EndLimit, clock);
        if (code != 0)
        {
            _problems.Add($"the host ended with {code?.ToString() ?? "nothing at all"}:\n{host.Errors}");
        }

        SoakLimits.Check(_samples, _problems);
        return Report(started, LastLine(host.Errors), [.. _problems, .. _oracle.Judge()]);
    }

    private Feeder CreateFeeder(int session) =>
        new(session, _oracle, _slot, options.Seed + 10 + session, clock, options.Pause);

    private SoakReport Report(long started, string ledger, IReadOnlyList<string> problems) =>
        new(
            _samples,
            _oracle.Acknowledged,
            _oracle.Heard,
            _oracle.Repeats,
            ledger,
            clock.GetElapsedTime(started),
            problems
        );

    private async Task SampleAsync(HostUnderTest host, long started)
    {
        if (options.Csv is not null)
        {
            await File.WriteAllTextAsync(options.Csv, "seconds,resident-kib,handles,threads,acknowledged\n");
        }

        using var timer = new PeriodicTimer(options.Interval, clock);
        while (clock.GetElapsedTime(started) < options.Length)
        {
            await timer.WaitForNextTickAsync();
            if (host.HasEnded)
            {
                _problems.Add($"the host ended by itself:\n{host.Errors}");
                return;
            }

            var sample = HostSample.Of(host.Id, clock.GetElapsedTime(started), _oracle.Acknowledged);
            _samples.Add(sample);
            if (options.Csv is not null)
            {
                await File.AppendAllTextAsync(options.Csv, sample.ToCsv() + "\n");
            }

            if (_samples.Count % 60 == 0)
            {
                output.WriteLine(sample);
            }
        }
    }

    private async Task UntilAllIsHeardAsync()
    {
        var started = clock.GetTimestamp();
        while (!_oracle.IsComplete)
        {
            if (clock.GetElapsedTime(started) > options.Patience)
            {
                _problems.Add("not everything arrived when the faults had ended");
                return;
            }

            await Task.Delay(Look, clock);
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
