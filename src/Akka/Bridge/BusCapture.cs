using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using ActorLog.Capture;
using ActorLog.Events;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Takes an event of Akka's LoggingBus into a draft: template and values apart, where it comes from beside them.</summary>
/// <remarks>Never throws for what a line contains: a template that does not fit its values becomes text.</remarks>
internal static class BusCapture
{
    private const string LogSourceName = "LogSource";
    private const string ActorPathName = "ActorPath";

    private static readonly ConcurrentDictionary<Type, string> Categories = new();

    // The actor that logs is mostly the one that logged before on this thread.
    [ThreadStatic]
    private static IActorRef? _lastActor;

    [ThreadStatic]
    private static string? _lastPath;

    [ThreadStatic]
    private static Type? _lastClass;

    [ThreadStatic]
    private static string? _lastCategory;

    /// <summary>Fills level, category, message, cause and context of a draft that is empty or used before.</summary>
    public static void Fill(LogEventDraft draft, object message, IActorRef? actor)
    {
        draft.Properties.Clear();
        draft.ScopeProperties.Clear();
        if (message is not BusEvent logEvent)
        {
            draft.Level = MelLogLevel.Information;
            draft.Category = "Akka";
            draft.Exception = null;
            FillText(draft, message);
            return;
        }

        draft.Level = LevelOf(logEvent.LogLevel());
        draft.Category = CategoryOf(logEvent);
        draft.Exception = logEvent.Cause is { } cause ? ExceptionSnapshot.Of(cause) : null;
        FillMessage(draft, logEvent.Message);
        FillTrace(draft, logEvent);
        FillContext(draft, logEvent, actor);
    }

    /// <summary>The log class is the category.</summary>
    public static string CategoryOf(BusEvent logEvent)
    {
        var type = logEvent.LogClass;
        if (type is null)
        {
            return logEvent.LogSource ?? "Akka";
        }

        if (!ReferenceEquals(type, _lastClass))
        {
            _lastCategory = Categories.GetOrAdd(type, static type => type.FullName ?? type.Name);
            _lastClass = type;
        }

        return _lastCategory!;
    }

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

    /// <summary>The path of an actor, which never changes.</summary>
    public static string? PathOf(IActorRef? actor)
    {
        if (actor is null)
        {
            return null;
        }

        if (!ReferenceEquals(actor, _lastActor))
        {
            _lastActor = actor;
            _lastPath = actor.Path.ToString();
        }

        return _lastPath;
    }

    /// <summary>When the event was made.</summary>
    public static long UtcTicksOf(BusEvent logEvent) =>
        logEvent.Timestamp.Kind == DateTimeKind.Utc
            ? logEvent.Timestamp.Ticks
            : logEvent.Timestamp.ToUniversalTime().Ticks;

    private static void FillMessage(LogEventDraft draft, object? message)
    {
        if (message is not LogMessage { Format: { } format } formatted)
        {
            FillText(draft, message);
            return;
        }

        var template = MessageTemplate.Get(format);
        var values = formatted.Parameters();
        if (values is IReadOnlyList<object?> list && TemplateValues.TryFill(draft, template, list))
        {
            draft.Template = format;
            draft.Message = null;
            return;
        }

        TemplateValues.FillAsText(draft, format, values);
    }

    private static void FillText(LogEventDraft draft, object? message)
    {
        draft.Template = null;
        draft.Message = message as string ?? ValueCapture.Capture(message, null).ToString();
    }

    private static void FillTrace(LogEventDraft draft, BusEvent logEvent)
    {
        var isTraced = logEvent.ActivityContext is { } trace && trace.TraceId != default;
        draft.TraceId = isTraced ? logEvent.ActivityContext!.Value.TraceId.ToHexString() : null;
        draft.SpanId = isTraced ? logEvent.ActivityContext!.Value.SpanId.ToHexString() : null;
    }

    private static void FillContext(LogEventDraft draft, BusEvent logEvent, IActorRef? actor)
    {
        BusContext.Fill(draft, logEvent);
        if (logEvent.LogSource is { } source)
        {
            draft.ScopeProperties.Add(new LogProperty(LogSourceName, LogValue.From(source)));
        }

        if (PathOf(actor) is { } path)
        {
            draft.ScopeProperties.Add(new LogProperty(ActorPathName, LogValue.From(path)));
        }
    }
}
