using System;
using System.Linq;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Kit;

/// <summary>Any event, any batch: data of which a test names only what it is about.</summary>
public static class Some
{
    /// <summary>The time at which events happen unless a test says otherwise: 2020-09-23 10:45:56 UTC.</summary>
    public static readonly DateTimeOffset Time = new(2020, 9, 23, 10, 45, 56, TimeSpan.Zero);

    /// <summary>An event with a template and its values, named by the holes in order.</summary>
    public static LogEvent Event(string template = "something happened", params object?[] values) =>
        Event(LogLevel.Information, template, values);

    /// <summary>An event of a level.</summary>
    public static LogEvent Event(LogLevel level, string template = "something happened", params object?[] values)
    {
        var parsed = MessageTemplate.Parse(template);
        var logEvent = new LogEvent
        {
            SessionId = "session",
            Sequence = 1,
            UtcTicks = Time.UtcTicks,
            Level = level,
            Category = new LogCategory("Some.Category"),
            Template = parsed,
            ThreadId = 7,
            MessagePropertyCount = values.Length,
        };
        var holes = parsed.Tokens.ToArray().Where(token => token.IsHole).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            logEvent.Add(holes[i].Text, Value(values[i]));
        }

        logEvent.Measure();
        logEvent.Share(1);
        return logEvent;
    }

    /// <summary>Events numbered from <paramref name="first"/>, with the messages <c>event 1</c>, <c>event 2</c> and so on.</summary>
    public static LogEvent[] Events(int count, int first = 1, LogLevel level = LogLevel.Information) =>
        [.. Enumerable.Range(first, count).Select(n => Numbered(n, level))];

    /// <summary>One event with a sequence number and the message <c>event N</c>.</summary>
    public static LogEvent Numbered(long sequence, LogLevel level = LogLevel.Information)
    {
        var logEvent = Event(level, "event {Number}", sequence);
        logEvent.Sequence = sequence;
        return logEvent;
    }

    /// <summary>A batch of the given events, first attempt of batch 1.</summary>
    public static LogBatch Batch(params LogEvent[] events) =>
        new(events, 0, events.Length, events.Sum(e => (long)e.HeldBytes), 1, 1, "session:some");

    /// <summary>A dead letter of the sink <c>some</c> with the event of this number, refused with HTTP 400.</summary>
    public static DeadLetter Letter(long sequence, string sink = "some") =>
        new()
        {
            Sink = sink,
            Failure = new SinkFailure(FailureKind.Rejected, "HTTP 400") { Status = 400, Response = "no such field" },
            Attempts = 2,
            Time = Time,
            Event = Numbered(sequence),
        };

    /// <summary>What a sink is given, with a clock of the test's.</summary>
    public static SinkContext Context(TimeProvider? clock = null, Action<string>? report = null) =>
        new("some", clock ?? new ManualClock(Time), report ?? (_ => { }));

    private static LogValue Value(object? value) =>
        value switch
        {
            null => LogValue.Null,
            string text => LogValue.From(text),
            bool flag => LogValue.From(flag),
            int number => LogValue.From(number),
            long number => LogValue.From(number),
            double number => LogValue.From(number),
            decimal number => LogValue.From(number),
            DateTime time => LogValue.From(time),
            DateTimeOffset time => LogValue.From(time),
            TimeSpan span => LogValue.From(span),
            Guid guid => LogValue.From(guid),
            char c => LogValue.From(c),
            _ => LogValue.From(value.ToString()),
        };
}
