using System;
using System.Threading;
using ActorLog.Events;
using ActorLog.Runtime;

namespace ActorLog.Capture;

/// <summary>Capture in two steps: at the call what can change, in the router what is read from content that cannot.</summary>
/// <remarks>
/// While many events wait both steps are the caller's: the router is what everybody waits for then, and the content of
/// thousands of waiting events would grow old in the garbage collector's hands. Measured with Akka's events and a producer
/// that never pauses (bench/Akka): the bridge reaches 28 % of ILogger's rate when the router reads all of them, 53 % so.
/// </remarks>
/// <param name="categories">The pipeline's categories.</param>
/// <param name="clock">The pipeline's clock.</param>
/// <param name="ingress">Where the events go.</param>
internal sealed class DeferredCapture(LogCategories categories, TimeProvider clock, Ingress ingress)
{
    private const int ManyWait = 64;

    [ThreadStatic]
    private static DeferredReader? _ofCaller;

    private readonly bool _isSystemClock = ReferenceEquals(clock, TimeProvider.System);
    private readonly DeferredReader _ofRouter = new(categories);

    /// <summary>The first step, on the caller's thread, or both. Throws only for a draft that was never made.</summary>
    public LogEvent Capture(in DeferredDraft deferred, Action<Action<object?, LogEvent>, LogEvent>? forEachScope)
    {
        ArgumentNullException.ThrowIfNull(deferred.Complete);
        var logEvent = EventPool.Rent();
        logEvent.Level = deferred.Level;
        logEvent.UtcTicks = _isSystemClock && deferred.UtcTicks != 0 ? deferred.UtcTicks : clock.GetUtcNow().UtcTicks;
        var thread = Thread.CurrentThread;
        logEvent.ThreadId = thread.ManagedThreadId;
        logEvent.ThreadName = thread.Name;
        if (forEachScope is not null)
        {
            ScopeReader.TryCapture(logEvent, forEachScope);
        }

        if (ingress.Count >= ManyWait)
        {
            ReadHere(deferred, logEvent);
            return logEvent;
        }

        logEvent.Defer(deferred);
        logEvent.Measure();
        logEvent.HeldBytes += deferred.HeldBytes;
        return logEvent;
    }

    /// <summary>The second step, on the router's turn. Never throws.</summary>
    public void Complete(LogEvent logEvent) => _ofRouter.Read(logEvent.TakeDeferred(), logEvent);

    private void ReadHere(in DeferredDraft deferred, LogEvent logEvent)
    {
        var reader = _ofCaller;
        if (reader is null || !reader.IsOf(categories))
        {
            _ofCaller = reader = new DeferredReader(categories);
        }

        PipelineScope.BeginCapture();
        try
        {
            reader.Read(deferred, logEvent);
        }
        finally
        {
            PipelineScope.EndCapture();
        }
    }
}
