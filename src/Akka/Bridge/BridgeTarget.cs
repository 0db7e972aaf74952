using System;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Runtime;
using Akka.Event;
using BusEvent = Akka.Event.LogEvent;
using MelLogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Where the lines of one actor system go, and what is said of the system on each.</summary>
internal sealed class BridgeTarget(LogPipeline pipeline, LoggingBus bus, ActorLevels levels, LogProperty[] system)
{
    private const string OwnActors = "/system/actorlog-";

    private static readonly Action<LogEventWriter, Line> WriteLine = static (writer, line) =>
        BusCapture.Write(writer, line.Message, line.Surroundings);

    private readonly Surroundings _ofSystem = new(system);

    /// <summary>Whether the bridge is Akka's only logger, so that nobody hands it a line that it has had from the bus.</summary>
    public bool IsAlone { get; init; } = true;

    /// <summary>Logs what came from the bus.</summary>
    public void Log(object message, CallerCache cache)
    {
        if (message is not BusEvent logEvent)
        {
            pipeline.Log(
                MelLogLevel.Information,
                pipeline.GetCategory("Akka"),
                new Line(message, _ofSystem),
                WriteLine
            );
            return;
        }

        var category = cache.CategoryOf(logEvent, pipeline);
        if (IsWanted(logEvent.LogLevel(), category.Name, logEvent.LogSource, cache))
        {
            Log(logEvent, category, cache);
        }
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

    /// <summary>Logs a line of before; does not wait.</summary>
    public WriteOutcome Replay(LogEventDraft draft, LogLevel level, string? source)
    {
        if (!IsWanted(level, draft.Category, source, CallerCache.OfThread))
        {
            return WriteOutcome.Filtered;
        }

        foreach (var property in system)
        {
            draft.ScopeProperties.Add(property);
        }

        return pipeline.TryWrite(draft);
    }

    private void Log(BusEvent logEvent, LogCategory category, CallerCache cache)
    {
        var line = new Line(logEvent, cache.SurroundingsOf(logEvent, system));
        var (level, at) = (BusCapture.LevelOf(logEvent.LogLevel()), BusCapture.UtcTicksOf(logEvent));
        var weight = BusCapture.Weigh(logEvent, cache);
        if (weight < 0)
        {
            pipeline.Log(level, category, line, WriteLine, at);
        }
        else
        {
            pipeline.LogDeferred(level, category, line, WriteLine, weight + line.Surroundings.Weight, at);
        }
    }

    // The bus's level is looked at each time, for it can be changed, and because adapters made before it was known, and
    // lines that are published directly, pass it by.
    private bool IsWanted(LogLevel level, string category, string? source, CallerCache cache) =>
        level >= bus.LogLevel
        && !(level == LogLevel.DebugLevel && IsOwn(source))
        && (levels.IsEmpty || BusCapture.LevelOf(level) >= LeastLevel(category, source, cache));

    private MelLogLevel LeastLevel(string category, string? source, CallerCache cache)
    {
        var hasPath = source is not null && ActorLevels.IsPath(source);
        return levels.For(category, !hasPath && BusCapture.CurrentActor is { } actor ? cache.PathOf(actor) : source);
    }

    // At debug level Akka tells of every actor's life, ours included: telling that would never end.
    private static bool IsOwn(string? source) =>
        source is not null && source.Contains(OwnActors, StringComparison.Ordinal);

    private readonly record struct Line(object Message, Surroundings Surroundings);
}
