using System;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ActorLog.Capture;
using ActorLog.Events;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Writes an event of Akka's LoggingBus into one of the pipeline: template and values apart, where it comes from beside them.</summary>
/// <remarks>A template that does not fit its values becomes text.</remarks>
internal static partial class BusCapture
{
    private static readonly ConcurrentDictionary<Type, string> Categories = new();

    /// <summary>Writes message, cause and surroundings of what was logged.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="message">What came from the bus.</param>
    /// <param name="surroundings">What is said of the place it comes from.</param>
    public static void Write(LogEventWriter writer, object message, Surroundings surroundings)
    {
        if (message is not BusEvent logEvent)
        {
            WriteText(writer, message);
            writer.AddAround(surroundings.Properties);
            return;
        }

        if (logEvent.Cause is { } cause)
        {
            writer.SetException(ExceptionSnapshot.Of(cause));
        }

        WriteTrace(writer, logEvent);
        WriteMessage(writer, logEvent.Message);
        BusContext.Write(writer, logEvent);
        writer.AddAround(surroundings.Properties);
    }

    /// <summary>The memory that an event holds until it is written, if nothing of it can change until then.</summary>
    /// <returns>Less than 0 when it must be written at once.</returns>
    public static int Weigh(BusEvent logEvent, CallerCache cache)
    {
        if (logEvent.Cause is not null || !BusContext.IsEmpty(logEvent))
        {
            return -1;
        }

        var message = logEvent.Message switch
        {
            string text when text.Length <= LineWeight.LongestText => LineWeight.OfText(text),
            LogMessage { Format: not null } formatted => cache.ReaderOf(formatted.GetType()).Weigh(formatted),
            _ => -1,
        };
        return message < 0 ? message : LineWeight.OfLine + message;
    }

    /// <summary>
    /// The log class is the category; of a logger that was made for a text (<c>Logging.GetLogger(system, "billing")</c>) it
    /// is the text, for Akka's stand-in for a class says nothing. Of one that was made for a path, as Akka.Streams makes them, it
    /// is <c>Akka</c>.
    /// </summary>
    public static string CategoryOf(BusEvent logEvent)
    {
        if (logEvent.LogClass is { } type && !IsText(type))
        {
            return Categories.GetOrAdd(type, NameOf);
        }

        return TextOf(logEvent.LogSource) is { Length: > 0 } text ? text : "Akka";
    }

    /// <summary>Whether a log class only stands for a text.</summary>
    public static bool IsText(Type logClass) => logClass == typeof(DummyClassForStringSources);

    /// <summary>The pipeline's word for a level of Akka's.</summary>
    public static MelLogLevel LevelOf(LogLevel level) =>
        level switch
        {
            LogLevel.DebugLevel => MelLogLevel.Debug,
            LogLevel.InfoLevel => MelLogLevel.Information,
            LogLevel.WarningLevel => MelLogLevel.Warning,
            _ => MelLogLevel.Error,
        };

    /// <summary>The actor that runs on this thread, or null outside of actors.</summary>
    public static IActorRef? CurrentActor => InternalCurrentActorCellKeeper.Current?.Self;

    /// <summary>When the event was made.</summary>
    public static long UtcTicksOf(BusEvent logEvent) =>
        logEvent.Timestamp.Kind == DateTimeKind.Utc
            ? logEvent.Timestamp.Ticks
            : logEvent.Timestamp.ToUniversalTime().Ticks;

    private static void WriteMessage(LogEventWriter writer, object? message)
    {
        if (message is not LogMessage { Format: { } format } formatted)
        {
            WriteText(writer, message);
            return;
        }

        var template = MessageTemplate.Get(format);
        if (CallerCache.OfThread.ReaderOf(formatted.GetType()).TryWrite(writer, template, formatted))
        {
            writer.SetTemplate(template);
        }
        else
        {
            TemplateValues.WriteAsText(writer, format, formatted.Parameters() ?? []);
        }
    }

    // Cart`1[[Order, Shop, Version=1.0.0.0, ...]] -> Cart, as ILogger<T> names it: a rule for Cart is for all of them.
    private static string NameOf(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.FullName ?? type.Name;
        }

        var definition = type.GetGenericTypeDefinition();
        return Arity().Replace(definition.FullName ?? definition.Name, "");
    }

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    // "billing (akka://orders)" -> "billing". Paths, of which there may be as many as there are actors, are no categories.
    private static string? TextOf(string? source)
    {
        var system = source?.IndexOf(" (akka", StringComparison.Ordinal) ?? -1;
        var text = system < 0 ? source : source![..system];
        return text is null || text.Contains("://", StringComparison.Ordinal) ? null : text;
    }

    private static void WriteText(LogEventWriter writer, object? message) =>
        writer.SetMessage(message as string ?? ValueCapture.Capture(message, null).ToString());

    private static void WriteTrace(LogEventWriter writer, BusEvent logEvent)
    {
        if (logEvent.ActivityContext is { } trace && trace.TraceId != default)
        {
            writer.SetTrace(trace.TraceId.ToHexString(), trace.SpanId.ToHexString());
        }
    }
}
