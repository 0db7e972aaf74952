using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>How long an app takes from its start to its first line: with three of our sinks, and with the built-in console.</summary>
/// <remarks>
/// Of each contender there are two figures, both from before the parent starts the process: until the app's first call of
/// <c>LogInformation</c> has returned, and until the line has come out of its stdout. Both providers write behind the caller's
/// back, so it is the second that a user sees.
/// </remarks>
internal static class StartBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        string[] contenders = ["actorlog-3-sinks", "actorlog-console", "console-provider", "no-logging"];
        var called = contenders.ToDictionary(name => name, _ => new List<BenchRow>());
        var written = contenders.ToDictionary(name => name, _ => new List<BenchRow>());
        for (var run = 0; run < (arguments.Runs ?? 11); run++)
        {
            foreach (var name in contenders)
            {
                var (call, line) = await MeasureAsync(name);
                called[name].Add(new BenchRow($"{name}: call") { P50Ns = call.TotalNanoseconds });
                written[name].Add(new BenchRow($"{name}: line") { P50Ns = line.TotalNanoseconds });
            }
        }

        return
        [
            .. contenders.Select(name => BenchRow.MedianOf(called[name])),
            .. contenders.Select(name => BenchRow.MedianOf(written[name])),
        ];
    }

    public static Task<int> ChildAsync(string[] arguments)
    {
        using var loggers = arguments[0] switch
        {
            "actorlog-3-sinks" => LoggerFactory.Create(logging =>
                logging.AddActorLog(p => p.AddConsole().AddFile(arguments[1]).AddHttp("http://127.0.0.1:9/"))
            ),
            "actorlog-console" => LoggerFactory.Create(logging => logging.AddActorLog(p => p.AddConsole())),
            "console-provider" => LoggerFactory.Create(logging => logging.AddSimpleConsole()),
            _ => null,
        };
        if (loggers is null)
        {
            Console.WriteLine("the first line of {0}", arguments[0]);
        }

        loggers?.CreateLogger("Start").LogInformation("the first line of {Name}", arguments[0]);
        var called = Stopwatch.GetTimestamp();

        // Nothing more is done, and nothing more compiled, before the line is out: the parent says so by ending stdin.
        Console.OpenStandardInput().ReadByte();
        Console.Error.WriteLine(called);
        return Task.FromResult(0);
    }

    private static async Task<(TimeSpan Call, TimeSpan Line)> MeasureAsync(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), $"actorlog-start-{Environment.ProcessId}.log");
        using var process = new Process { StartInfo = ChildProcess.StartInfo("start-child", name, path) };
        process.StartInfo.RedirectStandardInput = true;
        var started = Stopwatch.GetTimestamp();
        process.Start();
        process.StandardOutput.BaseStream.ReadByte();
        var line = Stopwatch.GetElapsedTime(started);
        process.StandardInput.Close();

        // The monotonic clock is one for all processes. The pipeline may tell of the endpoint that is not there before it. Killed,
        // because it would try to reach it until the shutdown timeout.
        long called;
        while (!long.TryParse(await process.StandardError.ReadLineAsync(), CultureInfo.InvariantCulture, out called))
        { }

        process.Kill();
        await process.WaitForExitAsync();
        File.Delete(path);
        return (Stopwatch.GetElapsedTime(started, called), line);
    }
}
