using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>
/// How fast the host takes events in and writes them to a file as JSON, and the processor time that it takes for it: over
/// HTTP, many and one a request, and from a pipe. Beside it a program that reads a pipe, parses each line with
/// System.Text.Json, and writes what a log needs in blocks.
/// </summary>
internal static class HostBench
{
    private const int PerBody = 1_000;
    private const int Bodies = 100;
    private const int Senders = 4;

    // The runtime counts for a while how its code is used before it compiles it for good: before a million of events is through,
    // one takes twice as long.
    private const int WarmUps = 2;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var events = arguments.Events ?? 1_000_000;
        return await Alternating.RunAsync(
            [
                ("actorlog-http-ndjson", _ => HttpAsync(events, "application/x-ndjson", Json)),
                ("actorlog-http-clef", _ => HttpAsync(events, "application/vnd.serilog.clef", Clef)),
                ("actorlog-http-lines", _ => HttpAsync(events, "text/plain", Line)),
                ("actorlog-http-form", _ => FormAsync(events / 20)),
                ("actorlog-stdin-json", _ => StdinAsync(events, Json)),
                ("actorlog-stdin-lines", _ => StdinAsync(events, Line)),
                ("bare-loop-json", _ => BareAsync(events)),
            ],
            arguments.Runs ?? 5
        );
    }

    /// <summary>The bare program: stdin to a file, line by line.</summary>
    public static Task<int> BareChildAsync(string[] arguments)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8, false, 64 * 1024);
        using var output = new FileStream(arguments[0], FileMode.Create, FileAccess.Write, FileShare.Read, 64 * 1024);
        var measurement = new Measurement(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        using var writer = new Utf8JsonWriter(output);
        while (input.ReadLine() is { } line)
        {
            using (var json = JsonDocument.Parse(line))
            {
                json.RootElement.WriteTo(writer);
            }

            writer.Flush();
            writer.Reset();
            output.WriteByte((byte)'\n');
        }

        output.Flush();
        ChildProcess.Tell(measurement.End("bare-loop-json"));
        return Task.FromResult(0);
    }

    private static Task<BenchRow> HttpAsync(int events, string mediaType, Func<int, string> line) =>
        MeasureAsync(
            events,
            async (host, count) =>
            {
                var bodies = BodiesOf(line);
                var next = -1;
                await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync()));

                async Task SendAsync()
                {
                    while (Interlocked.Increment(ref next) is var i && i < count / PerBody)
                    {
                        using var content = new ByteArrayContent(bodies[i % Bodies]);
                        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
                        await PostAsync(host, "/ingest", content);
                    }
                }
            }
        );

    private static Task<BenchRow> FormAsync(int events) =>
        MeasureAsync(
            events,
            (host, count) =>
                Task.WhenAll(
                    Enumerable
                        .Range(0, Senders)
                        .Select(async _ =>
                        {
                            for (var i = 0; i < count / Senders; i++)
                            {
                                using var content = new ByteArrayContent(
                                    Encoding.UTF8.GetBytes($"log=user+{i}+did+login")
                                );
                                content.Headers.TryAddWithoutValidation(
                                    "Content-Type",
                                    "application/x-www-form-urlencoded"
                                );
                                await PostAsync(host, "/api/log/get", content);
                            }
                        })
                )
        );

    // A sender that hears 503 comes again, as the answer says.
    private static async Task PostAsync(HostUnderBench host, string path, ByteArrayContent content)
    {
        while (true)
        {
            using var answer = await host.Client.PostAsync(path, content);
            if ((int)answer.StatusCode != 503)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }

            await Task.Delay(5);
        }
    }

    private static Task<BenchRow> StdinAsync(int events, Func<int, string> line) =>
        MeasureAsync(
            events,
            async (host, count) =>
            {
                var bodies = BodiesOf(line);
                for (var i = 0; i < count / PerBody; i++)
                {
                    await host.Input.WriteAsync(bodies[i % Bodies]);
                }

                await host.Input.FlushAsync();
            }
        );

    private static async Task<BenchRow> MeasureAsync(int events, Func<HostUnderBench, int, Task> send)
    {
        await using var host = await HostUnderBench.StartAsync();
        var warmUp = WarmUps * events;
        await send(host, warmUp);
        await host.DeliveredAsync(warmUp);
        var (cpu, started) = (host.ProcessorTime, Stopwatch.GetTimestamp());
        await send(host, events);
        await host.DeliveredAsync(warmUp + events);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (lines, outOfOrder) = Audit(host.Output);
        return new BenchRow("")
        {
            EventsPerSecond = events / seconds,
            CpuNsPerEvent = (host.ProcessorTime - cpu).TotalNanoseconds / events,
            PeakWorkingSet = host.PeakWorkingSet,
            Lost = warmUp + events - lines,
            OutOfOrder = outOfOrder,
        };
    }

    /// <summary>How many lines there are, and how many of them do not follow the one before by their sequence number.</summary>
    private static (long Lines, long OutOfOrder) Audit(string path)
    {
        const string Mark = "\"sequence\":";
        var (lines, outOfOrder) = (0L, 0L);
        foreach (var line in File.ReadLines(path))
        {
            lines++;
            var number = line.AsSpan(line.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length).TrimEnd('}');
            outOfOrder += long.Parse(number, CultureInfo.InvariantCulture) == lines ? 0 : 1;
        }

        return (lines, outOfOrder);
    }

    private static async Task<BenchRow> BareAsync(int events)
    {
        var output = Path.GetTempFileName();
        var start = ChildProcess.StartInfo("host-bare-child", output, events.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        var bodies = BodiesOf(Json);
        for (var i = 0; i < events / PerBody; i++)
        {
            await process.StandardInput.BaseStream.WriteAsync(bodies[i % Bodies]);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        File.Delete(output);
        return JsonSerializer.Deserialize<BenchRow>((await told).Split('\n').First(line => line.StartsWith('{')))!;
    }

    private static byte[][] BodiesOf(Func<int, string> line) =>
        [
            .. Enumerable
                .Range(0, Bodies)
                .Select(body =>
                    Encoding.UTF8.GetBytes(
                        string.Concat(Enumerable.Range(body * PerBody, PerBody).Select(i => line(i) + "\n"))
                    )
                ),
        ];

    private static string Json(int i) =>
        $$"""{"time":"2026-01-02T03:04:05.678Z","level":"info","message":"user {{i}} did login in 12.5 ms","logger":"Shop.Orders","user":{{i}},"action":"login","elapsed":12.5}""";

    private static string Clef(int i) =>
        $$"""{"@t":"2026-01-02T03:04:05.6780000Z","@mt":"user {User} did {Action} in {Elapsed} ms","SourceContext":"Shop.Orders","User":{{i}},"Action":"login","Elapsed":12.5}""";

    private static string Line(int i) => $"2026-01-02 03:04:05,678 INFO user {i} did login in 12.5 ms";
}
