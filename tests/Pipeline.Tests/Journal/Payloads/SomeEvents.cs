using System;
using ActorLog.Contracts;
using ActorLog.Events;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace ActorLog.Tests.Journal.Payloads;

/// <summary>Generators of events that have any of the things that an event can have.</summary>
internal static class SomeEvents
{
    private static readonly Gen<string?> Optional = Gen.OneOf(
        Gen.Constant<string?>(null),
        HostileEvents.Texts.Select(text => (string?)text)
    );

    private static readonly Gen<long> Ticks = Gen.OneOf(
        Gen.Elements(0L, DateTime.MaxValue.Ticks),
        ArbMap.Default.GeneratorFor<DateTime>().Select(time => time.Ticks)
    );

    /// <summary>Every kind of value, with its extremes.</summary>
    public static Gen<LogValue> Values { get; } =
        Gen.OneOf(
            Gen.Constant(LogValue.Null),
            HostileEvents.Texts.Select(LogValue.From),
            Of<bool>(LogValue.From, true, false),
            Of<char>(LogValue.From, '\0', '\ud83d', '\udc00', '\uffff'),
            Of<int>(LogValue.From, int.MinValue, int.MaxValue, -1),
            Of<long>(LogValue.From, long.MinValue, long.MaxValue, -1),
            Of<ulong>(LogValue.From, ulong.MaxValue),
            Of<float>(LogValue.From, float.NaN, float.NegativeInfinity, -0f, float.Epsilon),
            Of<double>(LogValue.From, double.NaN, double.NegativeInfinity, -0d, double.Epsilon),
            Of<decimal>(LogValue.From, decimal.MinValue, decimal.MaxValue, 1.00m, -0.0m),
            Of<DateTime>(LogValue.From, DateTime.MinValue, DateTime.MaxValue, Local(1), Local(2)),
            Of<DateTimeOffset>(LogValue.From, DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            Of<TimeSpan>(LogValue.From, TimeSpan.MinValue, TimeSpan.MaxValue),
            Ticks.Select(ticks => LogValue.From(DateOnly.FromDateTime(new DateTime(ticks)))),
            Ticks.Select(ticks => LogValue.From(TimeOnly.FromDateTime(new DateTime(ticks)))),
            Of<Guid>(LogValue.From, Guid.Empty, Guid.AllBitsSet)
        );

    /// <summary>Events.</summary>
    public static Gen<LogEvent> Any { get; } =
        from texts in HostileEvents.Texts.ArrayOf(6)
        from optional in Optional.ArrayOf(6)
        from ticks in Ticks
        from numbers in ArbMap.Default.GeneratorFor<long>().Three()
        from level in Gen.Choose(0, (int)LogLevel.None)
        from properties in Property().ListOf()
        from ofMessage in Gen.Choose(0, properties.Count)
        from scopes in HostileEvents.Texts.ArrayOf()
        select Create(texts, optional, ticks, numbers, (LogLevel)level, [.. properties], ofMessage, scopes);

    private static Gen<LogProperty> Property() =>
        from name in HostileEvents.Texts
        from value in Values
        select new LogProperty(name, value);

    private static LogEvent Create(
        string[] texts,
        string?[] optional,
        long ticks,
        (long, long, long) numbers,
        LogLevel level,
        LogProperty[] properties,
        int ofMessage,
        string[] scopes
    )
    {
        var logEvent = new LogEvent
        {
            SessionId = texts[0],
            Sequence = numbers.Item1,
            UtcTicks = ticks,
            Level = level,
            Category = new LogCategory(texts[1]),
            EventId = new EventId((int)numbers.Item2, optional[0]),
            Template = MessageTemplate.Parse(texts[2]),
            RenderedMessage = optional[1],
            MessagePropertyCount = ofMessage,
            Scopes = scopes,
            Exception = optional[2] is { } text ? new ExceptionSnapshot(texts[3], texts[4], text) : null,
            ThreadId = (int)numbers.Item3,
            ThreadName = optional[3],
            TraceId = optional[4],
            SpanId = optional[5],
            Origin = numbers.Item3 % 3 == 0 ? new EventOrigin(texts[5], numbers.Item2) : null,
        };
        foreach (var property in properties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        logEvent.Measure();
        return logEvent;
    }

    private static DateTime Local(int day) => new(2026, 10, day, 2, 30, 0, DateTimeKind.Local);

    private static Gen<LogValue> Of<T>(Func<T, LogValue> from, params T[] extremes) =>
        Gen.OneOf(ArbMap.Default.GeneratorFor<T>(), Gen.Elements(extremes)).Select(from);
}
