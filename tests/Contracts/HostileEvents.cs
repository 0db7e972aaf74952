using System;
using System.Linq;
using ActorLog.Events;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace ActorLog.Contracts;

/// <summary>Events made of whatever breaks formats: lone surrogates, controls, quotes, braces, names that are none.</summary>
public static class HostileEvents
{
    private static readonly Gen<string> Snippet = Gen.Elements(
        "",
        " ",
        "a",
        "Name",
        "今天天气不错",
        "😀",
        "\ud800",
        "\udc00x",
        "\r\n",
        "\n[2020-09-23 10:45:56] [CRITICAL] forged",
        "\t",
        "\0",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\u061c",
        "\"",
        "\\",
        "\\u0022",
        "=",
        "{",
        "}",
        "{{",
        "}}",
        "{Name}",
        "{Name,-7:0.0}",
        "{Other:D999999999}",
        "{0,99999:x}",
        "@t",
        "msg",
        new string('界', 2000)
    );

    /// <summary>Texts of a few snippets.</summary>
    public static Gen<string> Texts { get; } =
        from count in Gen.Choose(0, 6)
        from parts in Snippet.ArrayOf(count)
        select string.Concat(parts);

    private static readonly Gen<string?> OptionalText = Gen.OneOf(
        Gen.Constant<string?>(null),
        Texts.Select(text => (string?)text)
    );

    private static readonly Gen<LogValue> Value = Gen.OneOf(
        Texts.Select(LogValue.From),
        Gen.Constant(LogValue.Null),
        ArbMap.Default.GeneratorFor<long>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<double>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<float>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<char>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<bool>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<Guid>().Select(LogValue.From),
        ArbMap.Default.GeneratorFor<TimeSpan>().Select(LogValue.From),
        Gen.Elements(LogValue.From(DateTime.MinValue), LogValue.From(DateTime.MaxValue), LogValue.From('\ud800')),
        Gen.Elements(
            LogValue.From(DateTimeOffset.MinValue),
            LogValue.From(decimal.MinValue),
            LogValue.From(ulong.MaxValue)
        )
    );

    private static readonly Gen<LogProperty[]> Properties =
        from count in Gen.Frequency((9, Gen.Choose(0, 6)), (1, Gen.Choose(20, 60)))
        from properties in (from name in Texts from value in Value select new LogProperty(name, value)).ArrayOf(count)
        select properties;

    /// <summary>Events of which nothing can be trusted.</summary>
    public static Gen<LogEvent> Events { get; } =
        from template in Texts
        from category in Texts
        from rendered in OptionalText
        from properties in Properties
        from ofMessage in Gen.Choose(0, properties.Length)
        from scopes in Texts.ArrayOf()
        from exception in OptionalText
        from names in OptionalText.ArrayOf(5)
        from level in Gen.Choose(-1, 8)
        from id in Gen.Choose(-1, 1)
        from ticks in Gen.OneOf(
            Gen.Elements(0, DateTime.MaxValue.Ticks),
            ArbMap.Default.GeneratorFor<DateTime>().Select(t => t.Ticks)
        )
        select Create(
            template,
            properties,
            ofMessage,
            logEvent =>
            {
                logEvent.UtcTicks = ticks;
                logEvent.Level = (LogLevel)level;
                logEvent.Category = new LogCategory(category);
                logEvent.RenderedMessage = rendered;
                logEvent.Scopes = scopes;
                logEvent.EventId = new EventId(id, names[0]);
                logEvent.ThreadName = names[1];
                logEvent.TraceId = names[2];
                logEvent.SpanId = names[3];
                logEvent.SessionId = names[4] ?? "";
                logEvent.Exception = exception is null ? null : new ExceptionSnapshot(exception, exception, exception);
            }
        );

    private static LogEvent Create(string template, LogProperty[] properties, int ofMessage, Action<LogEvent> fill)
    {
        var logEvent = new LogEvent { Template = MessageTemplate.Parse(template), MessagePropertyCount = ofMessage };
        foreach (var property in properties)
        {
            logEvent.Add(property.Name, property.Value);
        }

        fill(logEvent);
        logEvent.Measure();
        return logEvent;
    }
}
