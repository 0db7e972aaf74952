using System;
using System.Collections.Concurrent;
using ActorLog.Events;
using Akka.Actor;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Where the lines of one actor system go, and what is said of the system on each.</summary>
internal sealed class BridgeTarget(LogPipeline pipeline, LoggingBus bus, LogLevels levels, LogProperty[] system)
{
    private const string OwnActors = "/system/actorlog-";

    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<string, MelLogLevel> _leastLevels = new();

    private readonly Action<LogEventDraft, object, object?> _complete = (draft, message, actor) =>
    {
        BusCapture.Fill(draft, message, (IActorRef?)actor);
        AddSystem(system, draft);
    };

    // Reused: a draft is copied when it is written, and a thread writes one at a time.
    [ThreadStatic]
    private static LogEventDraft? _draft;

    /// <summary>Logs what came from the bus: now, on this thread, what can change; the rest when the router takes it.</summary>
    public void Log(object message, CallerCache cache)
    {
        if (message is not BusEvent logEvent)
        {
            LogWhole(message);
            return;
        }

        var level = logEvent.LogLevel();
        var known = BusCapture.LevelOf(level);
        var (category, least) = cache.CategoryOf(logEvent, this);
        if (known < least || !IsWanted(level, category, logEvent.LogSource))
        {
            return;
        }

        var bytes = BusEventPlan.BytesOf(logEvent, cache);
        if (bytes == BusEventPlan.Changeable)
        {
            LogWhole(logEvent);
            return;
        }

        pipeline.Log(
            new DeferredDraft(known, _complete, logEvent)
            {
                Context = BusCapture.CurrentActor,
                UtcTicks = BusCapture.UtcTicksOf(logEvent),
                HeldBytes = bytes,
            }
        );
    }

    /// <summary>Says that a line could not be taken. Capture replaces what is hostile, so this should never be seen.</summary>
    public void Tell(Exception failure) =>
        pipeline.TryWrite(
            new LogEventDraft
            {
                Level = MelLogLevel.Error,
                Category = typeof(LoggingBusBridge).FullName!,
                Message = "A line of Akka's could not be taken",
                Exception = ExceptionSnapshot.Of(failure),
            }
        );

    /// <summary>Logs a line of before.</summary>
    public void Replay(LogEventDraft draft, LogLevel level, string? source)
    {
        if (IsWanted(level, draft.Category, source))
        {
            AddSystem(system, draft);
            pipeline.TryWrite(draft);
        }
    }

    // The bus's level is looked at each time, for it can be changed, and because adapters made before it was known, and
    // lines that are published directly, pass it by.
    private bool IsWanted(LogLevel level, string category, string? source) =>
        level >= bus.LogLevel && !(level == LogLevel.DebugLevel && IsOwn(source)) && Passes(level, category, source);

    private bool Passes(LogLevel level, string category, string? source) =>
        levels.IsEmpty
        || BusCapture.LevelOf(level) >= levels.For(category, source ?? BusCapture.PathOf(BusCapture.CurrentActor));

    /// <summary>The least level that the pipeline takes of a category, which does not change while it runs.</summary>
    public MelLogLevel LeastLevel(string category)
    {
        if (!_leastLevels.TryGetValue(category, out var least))
        {
            least = pipeline.MinLevel(category);
            if (_leastLevels.Count < MaxKept)
            {
                _leastLevels[category] = least;
            }
        }

        return least;
    }

    // At debug level Akka tells of every actor's life, ours included: telling that would never end.
    private static bool IsOwn(string? source) =>
        source is not null && source.Contains(OwnActors, StringComparison.Ordinal);

    private void LogWhole(object message)
    {
        var draft = _draft ??= new LogEventDraft();
        BusCapture.Fill(draft, message, BusCapture.CurrentActor);
        AddSystem(system, draft);
        pipeline.Log(draft);
    }

    private static void AddSystem(LogProperty[] system, LogEventDraft draft)
    {
        foreach (ref readonly var property in system.AsSpan())
        {
            draft.ScopeProperties.Add(property);
        }
    }
}
