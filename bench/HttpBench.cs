using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// What a call costs its caller while the endpoint answers at once, slowly, very slowly or not at all; and how fast the
/// events arrive, in what order. Beside it Python's own ways with the same receiver, where python3 is there.
/// </summary>
internal static class HttpBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var rows = new List<BenchRow>();
        var runs = arguments.Runs ?? 3;
        foreach (var (name, delay, payload, events) in Cases(arguments.Events))
        {
            var measured = new List<BenchRow>();
            for (var run = -1; run < runs; run++)
            {
                var row = await MeasureAsync(name, delay, payload, run < 0 ? Math.Min(events, 2_000) : events);
                if (run >= 0)
                {
                    measured.Add(row);
                }
            }

            rows.Add(BenchRow.MedianOf(measured));
        }

        rows.Add(await BareClientAsync(arguments.Events ?? 20_000));
        rows.AddRange(await PythonSeed.RunAsync());
        return rows;
    }

    /// <summary>Posts the same bodies with nothing but an <see cref="HttpClient"/>, each after the answer to the one before.</summary>
    private static async Task<BenchRow> BareClientAsync(int events)
    {
        await using var server = FaultServer.Start();
        using var client = new HttpClient();
        var uri = new Uri($"http://127.0.0.1:{server.Port}/api/log/get");
        for (var i = -1_000; i < 0; i++)
        {
            await PostAsync(client, uri, i);
        }

        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            await PostAsync(client, uri, i);
        }

        return measurement.End("bare-httpclient-0ms");
    }

    private static async Task PostAsync(HttpClient client, Uri uri, int user)
    {
        var body = Encoding.UTF8.GetBytes($"log=user+{user}+did+checkout");
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(uri, content);
        answer.EnsureSuccessStatusCode();
    }

    private static IEnumerable<(string Name, TimeSpan? Delay, HttpPayload Payload, int Events)> Cases(int? events)
    {
        yield return ("actorlog-form-0ms", TimeSpan.Zero, HttpPayload.Form, events ?? 20_000);
        yield return ("actorlog-form-20ms", TimeSpan.FromMilliseconds(20), HttpPayload.Form, 200);
        yield return ("actorlog-ndjson-0ms", TimeSpan.Zero, HttpPayload.NdJson, events ?? 200_000);
        yield return ("actorlog-ndjson-20ms", TimeSpan.FromMilliseconds(20), HttpPayload.NdJson, 50_000);
        yield return ("actorlog-ndjson-1000ms", TimeSpan.FromSeconds(1), HttpPayload.NdJson, 20_000);
        yield return ("actorlog-form-dead", null, HttpPayload.Form, 20_000);
    }

    private static async Task<BenchRow> MeasureAsync(string name, TimeSpan? delay, HttpPayload payload, int events)
    {
        await using var server = FaultServer.Start();
        server.Otherwise = new FaultReply { Delay = delay ?? TimeSpan.Zero };
        if (delay is null)
        {
            server.Stop();
        }

        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        var room = new QueueOptions { MaxEvents = 1_000_000, MaxBytes = 1L << 30 };
        var pipeline = builder
            .With(o => o with { Queue = room })
            .AddHttp(
                $"http://127.0.0.1:{server.Port}/api/log/get",
                o => o with { Payload = payload, Queue = room, Format = "{Message}" }
            )
            .Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Bench");
        var measurement = new Measurement(events, events);
        for (var i = 0; i < events; i++)
        {
            var from = Stopwatch.GetTimestamp();
            logger.LogInformation("user {UserId} did {Action}", i, "checkout");
            measurement.Record(from);
        }

        if (delay is not null)
        {
            await pipeline.FlushAsync();
        }

        var row = measurement.End(name, note: delay is null ? "nothing arrives: the rate is the caller's" : "");
        await pipeline.StopAsync(delay is null ? TimeSpan.Zero : TimeSpan.FromSeconds(10));
        return delay is null ? row : Audit(row, server, events);
    }

    /// <summary>Every event must have arrived, in the order of the calls.</summary>
    private static BenchRow Audit(BenchRow row, FaultServer server, int events)
    {
        var users = server.Requests.SelectMany(request => Users(Encoding.UTF8.GetString(request.Body))).ToArray();
        var outOfOrder = users.Zip(users.Skip(1)).Count(pair => pair.Second != pair.First + 1);
        return row with { Lost = events - users.Length, OutOfOrder = outOfOrder };
    }

    private static IEnumerable<int> Users(string body)
    {
        // user+17+did in a form, "user 17 did" in a line of JSON.
        foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var start = line.IndexOf("user", StringComparison.Ordinal) + 5;
            yield return int.Parse(line.AsSpan(start, line.IndexOfAny([' ', '+'], start) - start), provider: null);
        }
    }
}
