using System;
using ActorLog.Events;
using Akka.Actor;
using BusEvent = Akka.Event.LogEvent;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>What a thread that logs knows from the line before: the next is mostly of the same class, shape and actor.</summary>
/// <remarks>
/// One object, found once per line: each look at a variable of the thread's own takes 2 to 3 ns, and there were nine of them.
/// </remarks>
internal sealed class CallerCache
{
    private const string LogSourceName = "LogSource";
    private const string ActorPathName = "ActorPath";

    [ThreadStatic]
    private static CallerCache? _ofThread;

    private LogPipeline? _pipeline;
    private Type? _logClass;
    private string? _logSource;
    private LogCategory? _category;
    private Type? _message;
    private MessageReader? _reader;
    private IActorRef? _actor;
    private string? _path;
    private Surroundings _surroundings = new([]);
    private (string? Source, IActorRef? Actor, LogProperty[]? System) _surroundingsOf;

    /// <summary>That of this thread.</summary>
    public static CallerCache OfThread => _ofThread ??= new CallerCache();

    /// <summary>Whether a line is being taken on this thread: a ToString() of an argument may log to Akka again.</summary>
    public bool IsInside { get; set; }

    /// <summary>The pipeline's category for an event.</summary>
    public LogCategory CategoryOf(BusEvent logEvent, LogPipeline pipeline)
    {
        var (logClass, logSource) = (logEvent.LogClass, logEvent.LogSource);
        if (
            logClass is null
            || !ReferenceEquals(logClass, _logClass)
            || !ReferenceEquals(pipeline, _pipeline)
            || (BusCapture.IsText(logClass) && !ReferenceEquals(logSource, _logSource))
        )
        {
            _category = pipeline.GetCategory(BusCapture.CategoryOf(logEvent));
            (_logClass, _logSource, _pipeline) = (logClass, logSource, pipeline);
        }

        return _category!;
    }

    /// <summary>The reader for messages of a type.</summary>
    public MessageReader ReaderOf(Type message)
    {
        if (!ReferenceEquals(message, _message))
        {
            _reader = MessageReader.Of(message);
            _message = message;
        }

        return _reader!;
    }

    /// <summary>Source, actor and system as properties: lines that come from the same place share them.</summary>
    public Surroundings SurroundingsOf(BusEvent logEvent, LogProperty[] system)
    {
        var (source, actor) = (logEvent.LogSource, BusCapture.CurrentActor);
        var known = _surroundingsOf;
        if (
            !ReferenceEquals(known.Source, source)
            || !ReferenceEquals(known.Actor, actor)
            || !ReferenceEquals(known.System, system)
        )
        {
            LogProperty[] ofSource = source is null ? [] : [new(LogSourceName, LogValue.From(source))];
            LogProperty[] ofActor = actor is null ? [] : [new(ActorPathName, LogValue.From(PathOf(actor)))];
            _surroundings = new Surroundings([.. ofSource, .. ofActor, .. system]);
            _surroundingsOf = (source, actor, system);
        }

        return _surroundings;
    }

    /// <summary>The path of an actor, which never changes.</summary>
    public string PathOf(IActorRef actor)
    {
        if (!ReferenceEquals(actor, _actor))
        {
            _path = actor.Path.ToString();
            _actor = actor;
        }

        return _path!;
    }
}
