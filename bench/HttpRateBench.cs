using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// How fast events arrive: many a request; and one a request on one connection, in turns with a bare <see cref="HttpClient"/>
/// loop that does the same posts, byte for byte.
/// </summary>
internal static class HttpRateBench
{
    private const int WarmUp = 1_000;

    // As long as the sink's own: session, sink, sequence.
    private const string Key = "20260101120000-0123456789ab-50:http:";

    // The caller waits for room, so that what is measured is what the sender keeps up with.
    private static readonly QueueOptions Waits = new() { WhenFull = WhenFull.Wait, MaxWait = TimeSpan.FromMinutes(10) };

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        await using var atOnce = await HttpReceiverProcess.StartAsync();
        await using var slow = await HttpReceiverProcess.StartAsync(20);
        using var client = new HttpClient();
        var (many, single) = (arguments.Events ?? 1_000_000, arguments.Events ?? 20_000);
        return await Alternating.RunAsync(
            [
                ("actorlog-ndjson-0ms", isWarmUp => SinkAsync(atOnce, HttpPayload.NdJson, isWarmUp ? many / 4 : many)),
                ("actorlog-ndjson-20ms", _ => SinkAsync(slow, HttpPayload.NdJson, 50_000)),
                ("actorlog-form-20ms", _ => SinkAsync(slow, HttpPayload.Form, 50)),
                ("actorlog-form-0ms", isWarmUp => SinkAsync(atOnce, HttpPayload.Form, isWarmUp ? single / 4 : single)),
                ("bare-httpclient-0ms", isWarmUp => BareAsync(atOnce, client, isWarmUp ? single / 4 : single)),
            ],
            arguments.Runs ?? 5
        );
    }

    private static async Task<BenchRow> SinkAsync(HttpReceiverProcess receiver, HttpPayload payload, int events)
    {
        var pipeline = HttpBench.Build(receiver.Url, new HttpSinkOptions { Payload = payload, Queue = Waits });
        var logger = pipeline.LoggerProvider.CreateLogger("Bench");
        await LogAsync(pipeline, logger, Math.Min(events, WarmUp));
        await receiver.TakeReceiptAsync();
        var measurement = new Measurement(events);
        await LogAsync(pipeline, logger, events);
        var row = measurement.End("");
        await pipeline.StopAsync(TimeSpan.FromSeconds(10));
        return await AuditAsync(row, receiver, events);
    }

    private static async Task LogAsync(LogPipeline pipeline, ILogger logger, int events)
    {
        for (var i = 0; i < events; i++)
        {
            logger.LogInformation("user {UserId} did {Action}", i, "checkout");
        }

        await pipeline.FlushAsync();
    }

    /// <summary>Each post after the answer to the one before.</summary>
    private static async Task<BenchRow> BareAsync(HttpReceiverProcess receiver, HttpClient client, int events)
    {
        await PostAsync(client, receiver.Url, WarmUp);
        await receiver.TakeReceiptAsync();
        var measurement = new Measurement(events);
        await PostAsync(client, receiver.Url, events);
        return await AuditAsync(measurement.End(""), receiver, events);
    }

    private static async Task PostAsync(HttpClient client, Uri uri, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"log=user+{i}+did+checkout"));
            content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
            using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Key}{WarmUp + i + 1}");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<BenchRow> AuditAsync(BenchRow row, HttpReceiverProcess receiver, int events)
    {
        var receipt = await receiver.TakeReceiptAsync();
        var note = $"{receipt.Bytes / receipt.Requests:N0} bytes a request";
        return HttpBench.Audit(row, receipt, events) with { Note = note };
    }
}
