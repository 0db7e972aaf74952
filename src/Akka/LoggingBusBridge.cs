using System;
using ActorLog.AkkaNet.Bridge;
using Akka.Actor.Internal;
using Akka.Event;

namespace ActorLog.AkkaNet;

/// <summary>
/// Takes what Akka logs into a pipeline, on the thread that logs. Named in <c>akka.loggers</c> and as
/// <c>akka.stdout-logger-class</c>, which <c>WithActorLog</c> and <see cref="ActorLogSetup"/> do.
/// </summary>
/// <remarks>
/// <para>
/// It is no actor: it needs no start-up, has no mailbox in which lines could be left at the end, and sees the caller's trace
/// and scopes. Nothing is ever printed by it. Before it is attached to a pipeline it keeps the first lines and hands them
/// over then, in order.
/// </para>
/// <para>Akka creates it. Thread-safe. Never throws.</para>
/// </remarks>
public sealed class LoggingBusBridge : MinimalLogger
{
    /// <summary>How many lines are kept until a pipeline is attached: 1000. What comes beyond them is counted and told.</summary>
    public const int EarlyLineCapacity = 1000;

    private readonly EarlyLines _early = new(EarlyLineCapacity);
    private volatile BridgeTarget? _target;

    /// <summary>The name by which Akka's configuration knows this type.</summary>
    public static string TypeName => $"{typeof(LoggingBusBridge).FullName}, ActorLog.Akka";

    /// <summary>Hands the lines kept so far over; from now on each goes there at once.</summary>
    internal void Attach(BridgeTarget target)
    {
        lock (_early)
        {
            if (_target is null)
            {
                _early.HandOver(target);
            }

            _target = target;
        }
    }

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        var cache = CallerCache.OfThread;
        var isNested = cache.IsInside;
        cache.IsInside = true;
        try
        {
            if (IsRepeat(message as LogEvent))
            {
                return;
            }

            // What is logged by a line's own argument is not shown to the filter: it looks at the argument, which logs again.
            if (isNested || Keeps(message as LogEvent))
            {
                Take(message, cache, isNested);
            }
        }
#pragma warning disable CA1031 // The caller of Akka's logging must never see what goes wrong in it (law 1).
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _target?.Tell(failure);
        }
        finally
        {
            cache.IsInside = isNested;
        }
    }

    /// <remarks>The pipeline refuses what is logged while it captures, and counts it.</remarks>
    private void Take(object message, CallerCache cache, bool isNested)
    {
        if (_target is { } target)
        {
            target.Log(message, cache);
            return;
        }

        lock (_early)
        {
            if (_target is null)
            {
                if (isNested)
                {
                    _early.Miss();
                }
                else
                {
                    _early.Add(message);
                }

                return;
            }
        }

        _target.Log(message, cache);
    }

    // A logger that prints, as that of Akka's TestKit does, prints by the stdout logger, which is this: the line was here before.
    private bool IsRepeat(LogEvent? logEvent) =>
        _target is not { IsAlone: true }
        && InternalCurrentActorCellKeeper.Current?.Props.Type is { } actor
        && typeof(DefaultLogger).IsAssignableFrom(actor)
        && logEvent?.LogClass != actor;

    private bool Keeps(LogEvent? logEvent)
    {
        if (logEvent is null || ReferenceEquals(Filter, LogFilterEvaluator.NoFilters))
        {
            return true;
        }

        try
        {
            return Filter.ShouldTryKeepMessage(logEvent, out _);
        }
#pragma warning disable CA1031 // A filter that looks at the text trips over a bad template or a hostile argument: the line is kept.
        catch (Exception)
#pragma warning restore CA1031
        {
            return true;
        }
    }
}
