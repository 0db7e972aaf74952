using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Journal.Payload;
using ActorLog.Runtime;
using ActorLog.Text;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>An event to the bytes that the journal keeps, and back.</summary>
internal static class CodecBench
{
    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments) =>
        Task.FromResult(
            Alternating.Run(
                [("encode", (_, events) => Encode(events)), ("decode", (_, events) => Decode(events))],
                arguments.Events ?? 5_000_000,
                arguments.Runs ?? 3
            )
        );

    private static BenchRow Encode(int events)
    {
        var logEvent = Typical();
        var buffer = new ByteBuffer();
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            logEvent.Sequence = i;
            EventEncoder.Encode(logEvent, buffer);
            if (buffer.Length > ByteBuffer.BlockSize - 1024)
            {
                buffer.Clear();
            }
        }

        return measurement.End("encode");
    }

    private static BenchRow Decode(int events)
    {
        var buffer = new ByteBuffer();
        EventEncoder.Encode(Typical(), buffer);
        var decoder = new EventDecoder(new LogCategories());
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            if (!decoder.TryDecode(buffer.Written, out var logEvent, out var fault))
            {
                throw new InvalidOperationException(fault.ToString());
            }

            EventPool.Return(logEvent);
        }

        return measurement.End("decode", note: $"{buffer.Length} bytes an event");
    }

    private static LogEvent Typical()
    {
        var logEvent = EventPool.Rent();
        logEvent.SessionId = "20260923104556-ab12cd34ef56";
        logEvent.Sequence = 123_456;
        logEvent.UtcTicks = new DateTime(2026, 9, 23, 10, 45, 56, DateTimeKind.Utc).Ticks;
        logEvent.Level = LogLevel.Information;
        logEvent.Category = new LogCategory("Shop.Orders");
        logEvent.Template = MessageTemplate.Get("user {UserId} did {Action} in {Elapsed} ms");
        logEvent.ThreadId = 7;
        logEvent.Add("UserId", LogValue.From(123_456));
        logEvent.Add("Action", LogValue.From("checkout"));
        logEvent.Add("Elapsed", LogValue.From(12.5));
        logEvent.MessagePropertyCount = 3;
        logEvent.Measure();
        return logEvent;
    }
}
