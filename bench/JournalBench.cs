using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Journal;
using Microsoft.Win32.SafeHandles;

namespace ActorLog.Bench;

/// <summary>
/// The journal's storage alone, on one thread, with payloads of 100 bytes: appending with an fsync each 1,000 frames beside a
/// plain sequential write of the same payloads with the same rhythm, appending with an fsync a second, reading, and opening a
/// journal of 1 GiB of which nothing was delivered.
/// </summary>
internal static class JournalBench
{
    private const int Group = 1_000;
    private static readonly byte[] Payload = new byte[100];
    private static readonly JournalLimits Limits = new(
        64 * 1024 * 1024,
        long.MaxValue,
        Timeout.InfiniteTimeSpan,
        MinFreeDisk: 0
    );

    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        new Random(1).NextBytes(Payload);
        var runs = arguments.Runs ?? 5;
        var events = arguments.Events ?? 500_000;
        var synced = Alternating.Run([("append-fsync", AppendSynced), ("plain-write-fsync", PlainWrite)], events, runs);
        var buffered = Alternating.Run([("append-written", AppendWritten), ("read", Read)], 10 * events, runs);
        return Task.FromResult<IReadOnlyList<BenchRow>>([.. synced, .. buffered, Open(runs)]);
    }

    private static BenchRow AppendSynced(string path, int events)
    {
        using var log = Open(path + ".journal");
        var measurement = new Measurement(events, latencies: events / Group);
        for (var i = 0; i < events; i++)
        {
            log.Append(2, Payload);
            if ((i + 1) % Group == 0)
            {
                var from = Stopwatch.GetTimestamp();
                log.Commit(sync: true);
                measurement.Record(from);
            }
        }

        return End(measurement, log, path, "latency: a commit of 1,000");
    }

    private static BenchRow PlainWrite(string path, int events)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var buffer = new byte[Group * Payload.Length];
        var measurement = new Measurement(events, latencies: events / Group);
        for (var i = 0; i < events; i++)
        {
            Payload.CopyTo(buffer, i % Group * Payload.Length);
            if ((i + 1) % Group == 0)
            {
                var from = Stopwatch.GetTimestamp();
                WriteAndSync(file, buffer, (long)(i / Group) * buffer.Length);
                measurement.Record(from);
            }
        }

        return measurement.End("", note: "latency: a write of 100,000 bytes and its fsync");
    }

    private static void WriteAndSync(SafeFileHandle file, byte[] bytes, long offset)
    {
        RandomAccess.Write(file, bytes, offset);
        RandomAccess.FlushToDisk(file);
    }

    private static BenchRow AppendWritten(string path, int events)
    {
        using var log = Open(path + ".journal");
        var measurement = new Measurement(events);
        var synced = Stopwatch.GetTimestamp();
        for (var i = 0; i < events; i++)
        {
            log.Append(2, Payload);
            if ((i + 1) % 256 != 0)
            {
                continue;
            }

            log.Commit(sync: false);
            if (Stopwatch.GetElapsedTime(synced).TotalSeconds >= 1)
            {
                log.Sync();
                synced = Stopwatch.GetTimestamp();
            }
        }

        log.Commit(sync: false);
        return End(measurement, log, path, "a commit of 256, an fsync a second");
    }

    private static BenchRow Read(string path, int events)
    {
        using var log = Open(path + ".journal");
        Fill(log, events);
        log.Sync();
        var measurement = new Measurement(events);
        using var reader = log.CreateReader(1);
        long wrong = 0;
        for (long position = 1; reader.TryRead(out var frame); position++)
        {
            wrong += frame.Position == position && frame.Missing == 0 ? 0 : 1;
        }

        return End(measurement, log, path, "checked, from the page cache") with
        {
            OutOfOrder = wrong,
        };
    }

    private static BenchRow Open(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("actorlog-bench-").FullName;
        var rows = new List<BenchRow>();
        const int Frames = (1 << 30) / 124;
        using (var log = Open(folder))
        {
            Fill(log, Frames);
        }

        for (var run = 0; run < runs; run++)
        {
            var measurement = new Measurement(Frames, latencies: 1);
            var from = Stopwatch.GetTimestamp();
            using var log = Open(folder);
            measurement.Record(from);
            rows.Add(
                measurement.End("open-1GiB", lost: Frames - log.Recovery.Cursors[0].Waiting, note: "latency: the start")
            );
        }

        Directory.Delete(folder, recursive: true);
        return BenchRow.MedianOf(rows);
    }

    private static void Fill(JournalLog log, int events)
    {
        for (var i = 0; i < events; i++)
        {
            log.Append(2, Payload);
            if ((i + 1) % Group == 0)
            {
                log.Commit(sync: false);
            }
        }

        log.Commit(sync: false);
    }

    private static BenchRow End(Measurement measurement, JournalLog log, string path, string note)
    {
        var row = measurement.End("", note: note);
        log.Dispose();
        Directory.Delete(path + ".journal", recursive: true);
        return row;
    }

    private static JournalLog Open(string folder) =>
        JournalLog.Open(JournalDisk.Instance, folder, Limits, ["bench"], TimeProvider.System, new Silence());

    private sealed class Silence : IJournalObserver
    {
        public void Reached(JournalPoint point) { }

        public void Report(string text) { }
    }
}
