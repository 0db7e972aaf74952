using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>Python's logging with a synchronous HTTPHandler and with a pool of one thread, to the same receiver as ours.</summary>
internal static class PythonSeed
{
    private const string Script = """
        import logging, logging.handlers, sys, time
        from concurrent.futures import ThreadPoolExecutor

        way, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        pool = ThreadPoolExecutor(max_workers=1)

        class Pooled(logging.handlers.HTTPHandler):
            def emit(self, record):
                pool.submit(super().emit, record)

        kind = Pooled if way == "pool" else logging.handlers.HTTPHandler
        logger = logging.getLogger("seed")
        logger.setLevel(logging.DEBUG)
        logger.addHandler(kind("127.0.0.1:%d" % port, "/api/log/get", method="POST"))
        start = time.perf_counter_ns()
        calls = []
        for i in range(count):
            before = time.perf_counter_ns()
            logger.info("user %d did %s", i, "checkout")
            calls.append(time.perf_counter_ns() - before)
        pool.shutdown(wait=True)
        total = time.perf_counter_ns() - start
        calls.sort()
        print(count * 1e9 / total, calls[len(calls) // 2], calls[int(len(calls) * 0.99)], calls[-1])
        """;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        var rows = new List<BenchRow>();
        foreach (
            var (way, milliseconds, count) in new[]
            {
                ("sync", 0, 500),
                ("sync", 20, 50),
                ("pool", 0, 500),
                ("pool", 20, 50),
            }
        )
        {
            await using var receiver = await HttpReceiverProcess.StartAsync(milliseconds);
            if (await MeasureAsync(way, receiver.Port, count) is { } row)
            {
                rows.Add(row with { Name = $"python-{way}-{milliseconds}ms" });
            }
        }

        return rows;
    }

    private static async Task<BenchRow?> MeasureAsync(string way, int port, int count)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", Script, way, $"{port}", $"{count}" })
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var words = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
            await process.WaitForExitAsync();
            return new BenchRow(way)
            {
                EventsPerSecond = Number(words[0]),
                P50Ns = Number(words[1]),
                P99Ns = Number(words[2]),
                MaxNs = Number(words[3]),
            };
        }
        catch (Win32Exception)
        {
            await Console.Error.WriteLineAsync("python3 is not here: its rows are left out");
            return null;
        }
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
