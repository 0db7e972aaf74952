using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Capture;
using ActorLog.Events;
using ActorLog.Journal;
using ActorLog.Routing;
using ActorLog.Runtime;
using ActorLog.Runtime.Durability;
using ActorLog.Runtime.Intake;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ActorLog;

/// <summary>A running pipeline: events go in by <c>ILogger</c> or <see cref="TryWrite"/>, and come out at its sinks, in order.</summary>
/// <remarks>
/// Thread-safe. Disposing it drains it within <see cref="PipelineOptions.ShutdownTimeout"/>; so do the end of the process
/// and an unhandled exception, if nobody did before.
/// </remarks>
public sealed class LogPipeline : IAsyncDisposable, IDisposable
{
    private readonly PipelineOptions _options;
    private readonly PipelineTime _time;
    private readonly Ingress _ingress;
    private readonly Router _router;
    private readonly SinkSet _sinks;
    private readonly IPipelineEngine _engine;
    private readonly SelfLog _selfLog;
    private readonly PartDisposal _disposal;
    private readonly PipelineMetrics _metrics;
    private readonly LogCategories _categories = new();
    private readonly DraftWriter _drafts;
    private readonly BridgeWriter _bridges;
    private readonly Reception _reception;
    private readonly Lock _stopGate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<ShutdownReport>? _stopping;
    private TimeSpan _stopDeadline;

    internal LogPipeline(
        PipelineOptions options,
        IReadOnlyList<KeyValuePair<string, SinkOptions>> sinks,
        IPipelineEngine engine,
        TimeProvider clock,
        Func<double> chance,
        TextWriter? selfLogWriter,
        IJournalDisk disk
    )
    {
        _options = options;
        _time = new PipelineTime(clock);
        SessionId = Sessions.Next(clock);
        _selfLog = new SelfLog(options.SelfLog ? selfLogWriter : TextWriter.Null, clock, options.DropReportInterval);
        _disposal = new PartDisposal(clock, _selfLog);
        _ingress = new Ingress(options.Queue, options.DropReportInterval, clock, SessionId);
        _router = new Router(SinkSet.RoutesOf(sinks), options.MinLevel, options.Levels);
        _sinks = new SinkSet(sinks, options, _ingress, _router, _categories, _time, chance, _selfLog, disk);
        _engine = engine;
        _drafts = new DraftWriter(_categories, _router, _ingress, clock);
        _reception = new Reception(
            _sinks.Journal?.Received.Index ?? new ReceivedIndex(ReceivedIndex.DefaultMaxBytes),
            _drafts.TryWriteAll,
            () => _sinks.Journal is null ? Task.CompletedTask : CommitCoreAsync(CancellationToken.None),
            () => _sinks.Journal?.Readable ?? 0,
            clock,
            waits: options.Journal.Ack != JournalAck.Enqueued
        );
        _sinks.Journal?.Received.Attach(_reception);
        _metrics = new PipelineMetrics(_ingress, () => Sinks, () => Repeats, () => Journal);
        _sinks.Events.Operated = _metrics.Operated;
        var provider = new ActorLoggerProvider(this);
        LoggerProvider = provider;
        _bridges = new BridgeWriter(_router, _ingress, _time, provider);
        _ingress.Wake = engine.WakeRouter;
        _ingress.OnGap = _sinks.Events.QueueWasFull;
        _ingress.OnLate = _sinks.Events.CameLate;
        var core = new RouterCore(_ingress, _router, _sinks);
        try
        {
            engine.Start(new EngineContext(core, _sinks.Actors, clock));
        }
        catch
        {
            // What is open here is not open to the next that is built.
            Blocking.Wait(CloseAsync());
            throw;
        }

        TellRecovery();
        _sinks.StartFeeds(engine);
        var lastFlush = new LastFlush(options.ShutdownTimeout, clock, FlushAsync, () => Sinks);
        ProcessEnd = new ProcessEnd(StopAsync, lastFlush, _selfLog.ReportNow);
    }

    /// <summary>This run of the pipeline; every event carries it beside its sequence number.</summary>
    public string SessionId { get; }

    /// <summary>The options.</summary>
    public PipelineOptions Options => _options;

    /// <summary>How each sink is doing now, in the order of the configuration.</summary>
    public IReadOnlyList<SinkStatus> Sinks => _sinks.Status();

    /// <summary>How the journal is doing, or <see langword="null"/> when there is none.</summary>
    public JournalStatus? Journal => _sinks.JournalStatus();

    /// <summary>Why dead letters cannot be kept now, or <see langword="null"/>: until they are, their events wait with their sinks.</summary>
    public string? DeadLetterTrouble => _sinks.Letters?.Trouble;

    /// <summary>How many events have been accepted.</summary>
    public long Accepted => _ingress.Accepted;

    /// <summary>Events that were never accepted, by reason and level: the queue was full, or the pipeline had stopped.</summary>
    public DropCounts Refused => _ingress.Refused;

    /// <summary>Events that had been taken in before and were not taken again: see <see cref="TakeAsync"/>.</summary>
    public long Repeats => _reception.Repeats;

    /// <summary>The provider by which <c>ILogger</c>s write to this pipeline. Disposing it drains the pipeline.</summary>
    public ILoggerProvider LoggerProvider { get; }

    internal TimeProvider Clock => _time.Clock;
    internal ProcessEnd ProcessEnd { get; }

    /// <summary>Begins to put a pipeline together.</summary>
    public static PipelineBuilder CreateBuilder() => new();

    /// <summary>A factory of loggers that write to this pipeline alone; disposing it drains the pipeline.</summary>
    public ILoggerFactory CreateLoggerFactory()
    {
        // A factory disposes the providers that are added to it, not those that it is made with.
        var factory = new LoggerFactory([], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        factory.AddProvider(LoggerProvider);
        return factory;
    }

    /// <summary>Offers an event; never waits. When it is not taken it can be offered again.</summary>
    public WriteOutcome TryWrite(LogEventDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _drafts.TryWrite(draft);
    }

    /// <summary>Offers events of which all are taken or none; never waits.</summary>
    /// <returns>
    /// Accepted if they were taken, also when some are below the least level and go nowhere. For none of them: Full while no
    /// event would be taken, since a sink has callers wait.
    /// </returns>
    public WriteOutcome TryWriteAll(IReadOnlyList<LogEventDraft> drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return _drafts.TryWriteAll(drafts);
    }

    /// <summary>Writes an event, waiting for room as long as it takes: for inputs that can make their senders wait.</summary>
    /// <returns>Accepted, Filtered or Stopped.</returns>
    public async ValueTask<WriteOutcome> WriteAsync(LogEventDraft draft, CancellationToken cancellationToken = default)
    {
        WriteOutcome outcome;
        while ((outcome = TryWrite(draft)) == WriteOutcome.Full)
        {
            await _ingress.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Takes events in once, and answers when they are safe: for inputs whose senders repeat what was not answered.</summary>
    /// <remarks>
    /// An event with a <see cref="LogEventDraft.Origin"/> that was taken in before counts as taken, and is not taken again; one
    /// without is always new. All that are new are taken, or none. They are safe when the journal holds them as
    /// <c>journal.ack</c> says; without a journal, when they are in memory.
    /// </remarks>
    /// <param name="drafts">The events.</param>
    /// <param name="limit">How long to wait until they are safe; beyond it the outcome is Uncommitted.</param>
    /// <param name="cancellationToken">Ends the waiting; what was accepted stays accepted.</param>
    public ValueTask<TakeResult> TakeAsync(
        IReadOnlyList<LogEventDraft> drafts,
        TimeSpan limit,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return _reception.TakeAsync(drafts, limit, cancellationToken);
    }

    /// <summary>Logs as <c>ILogger.Log</c> does: for bridges from other logging systems, on their caller's thread.</summary>
    /// <remarks>
    /// Thread and scopes are the caller's; the trace is not looked up. A full queue is dealt with as <c>when-full</c> says. What
    /// comes from inside the pipeline is not taken. Never throws: what <paramref name="fill"/> throws is told in the event's place.
    /// </remarks>
    /// <param name="level">How serious it is.</param>
    /// <param name="category">Under which name it was logged: one of <see cref="GetCategory"/>.</param>
    /// <param name="state">What the event is read from.</param>
    /// <param name="fill">Writes the event from the state: at once and on this thread, or not at all.</param>
    /// <param name="utcTicks">When it happened, in ticks in UTC; 0 for now. Ignored where the clock is not the system's.</param>
    public void Log<TState>(
        LogLevel level,
        LogCategory category,
        TState state,
        Action<LogEventWriter, TState> fill,
        long utcTicks = 0
    )
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentNullException.ThrowIfNull(fill);
        _bridges.Write(level, category, state, fill, utcTicks);
    }

    /// <summary>
    /// Logs as <see cref="Log{TState}"/> does what cannot change any more: it may be read a moment later and on another thread,
    /// which costs the caller less.
    /// </summary>
    /// <param name="level">How serious it is.</param>
    /// <param name="category">Under which name it was logged: one of <see cref="GetCategory"/>.</param>
    /// <param name="state">What the event is read from. Nothing that is read may change: see <see cref="ValueCapture.IsTakenAsItIs"/>.</param>
    /// <param name="fill">Writes the event from the state, once.</param>
    /// <param name="heldBytes">The memory that the state holds until then: an estimate, by which queues are limited.</param>
    /// <param name="utcTicks">When it happened, in ticks in UTC; 0 for now. Ignored where the clock is not the system's.</param>
    public void LogDeferred<TState>(
        LogLevel level,
        LogCategory category,
        TState state,
        Action<LogEventWriter, TState> fill,
        int heldBytes,
        long utcTicks = 0
    )
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentNullException.ThrowIfNull(fill);
        _bridges.WriteDeferred(level, category, state, fill, heldBytes, utcTicks);
    }

    /// <summary>The category of a name: one object for as long as the pipeline lives, unless there are very many.</summary>
    public LogCategory GetCategory(string name) => _categories.Get(name);

    /// <summary>Waits until every event accepted before the call is delivered or accounted for, and every sink flushed.</summary>
    /// <remarks>
    /// A sink whose destination is down holds the flush up until it is up again or the token is cancelled. When the pipeline
    /// has stopped there is nothing to wait for, and the report says of each sink that it has stopped.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled; the events are still on their way.</exception>
    public async Task<FlushReport> FlushAsync(CancellationToken cancellationToken = default)
    {
        var barrier = new FlushBarrier(_sinks.Cores.Count);
        _ingress.Mark(barrier);
        await Task.WhenAny(barrier.Task, _ended.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!barrier.Task.IsCompleted)
        {
            var ended = new SinkFailure(FailureKind.Fatal, "the sink has stopped");
            barrier.End(_sinks.Cores.Select(core => core.Name), ended);
        }

        return await barrier.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until the journal holds every event accepted before the call as safely as <c>journal.ack</c> says; at once
    /// where there is no journal. For inputs that tell their senders when an event is safe.
    /// </summary>
    /// <remarks>Only events for a durable sink are in the journal. While the disk takes nothing this waits.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled; the events are still on their way.</exception>
    /// <exception cref="IOException">The pipeline has stopped and the journal does not hold them.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default) =>
        _sinks.Journal is { Options.Ack: not JournalAck.Enqueued }
            ? CommitCoreAsync(cancellationToken)
            : Task.CompletedTask;

    /// <summary>Holds a sink: its events wait in its queue.</summary>
    /// <exception cref="ArgumentException">There is no such sink.</exception>
    public void Pause(string sink) => Tell(sink, SinkMessage.Pause);

    /// <summary>Lets a paused, stopped or backing-off sink deliver at once.</summary>
    /// <exception cref="ArgumentException">There is no such sink.</exception>
    public void Resume(string sink) => Tell(sink, SinkMessage.Resume);

    /// <summary>Stops: takes nothing more in, delivers what is left within the shutdown timeout, and reports.</summary>
    /// <remarks>Called again it returns the same report.</remarks>
    public Task<ShutdownReport> StopAsync() => StopAsync(ProcessEnd.TimeLeft);

    /// <summary>Stops within <paramref name="timeout"/>, a day at the most. Called while it stops, it can only shorten the time that is left.</summary>
    public Task<ShutdownReport> StopAsync(TimeSpan timeout)
    {
        lock (_stopGate)
        {
            var deadline = _time.In(timeout);
            if (_stopping is null)
            {
                _stopDeadline = deadline;
                _stopping = StopCoreAsync(deadline);
            }
            else if (deadline < _stopDeadline && !_stopping.IsCompleted)
            {
                _stopDeadline = deadline;
                MarkDrain(deadline);
                _sinks.Journal?.HurryDrain(deadline);
            }

            return _stopping;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>As <see cref="DisposeAsync()"/>; blocks until it has drained or its time is over.</summary>
    public void Dispose() => Blocking.Wait(StopAsync());

    internal ILogger CreateLogger(string name, ActorLoggerProvider provider)
    {
        var category = _categories.Get(name);
        return new ActorLogger(_ingress, category, _router.MinLevel(category), provider, Clock);
    }

    internal bool HasSink(string type) => _sinks.HasType(type);

    private async Task<ShutdownReport> StopCoreAsync(TimeSpan deadline)
    {
        var started = _time.Now;
        _ingress.Stop();
        MarkDrain(deadline);
        await _sinks.WhenDrainedAsync(deadline - started + TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        var report = new ShutdownReport(SessionId, _time.Now - started, _ingress.Refused.Total, Sinks)
        {
            KeepsDeadLetters = _options.KeepsDeadLetters,
        };
        await _disposal
            .DisposeAsync(_engine, "the engine", "a sink hangs and could not be disposed")
            .ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        _ended.SetResult();
        _reception.Stop();
        ProcessEnd.Dispose();
        if (!report.IsLossless)
        {
            _selfLog.Report("shutdown", $"not all events were delivered: {report}");
        }

        _selfLog.Dispose();
        return report;
    }

    private async Task CloseAsync()
    {
        await _disposal
            .DisposeAsync(_sinks.Letters, "the dead letters", "their disk hangs and they could not be closed")
            .ConfigureAwait(false);
        await _disposal
            .DisposeAsync(_sinks.Journal, "the journal", "its disk hangs and it could not be closed")
            .ConfigureAwait(false);
        _metrics.Dispose();
        _ingress.Dispose();
    }

    private async Task CommitCoreAsync(CancellationToken cancellationToken)
    {
        var mark = new CommitMark();
        _ingress.Mark(mark, tellGap: false);
        await Task.WhenAny(mark.Task, _ended.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!mark.Task.IsCompleted)
        {
            throw new IOException("The pipeline has ended.");
        }

        await mark.Task.ConfigureAwait(false);
    }

    private void MarkDrain(TimeSpan deadline)
    {
        _sinks.SetDrainDeadline(deadline);
        _ingress.Mark(new RouterCore.DrainMark(deadline));
    }

    private void TellRecovery()
    {
        if (_sinks.Journal is { } journal && RecoveryNotice.Of(journal.Recovery) is { } notice)
        {
            _ingress.Write(DraftCapture.Capture(notice, _categories.Get(notice.Category), Clock));
        }
    }

    private void Tell(string sink, SinkMessage message)
    {
        var lanes = _sinks.Cores.Where(core => core.Name.Equals(sink, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (lanes.Length == 0)
        {
            throw new ArgumentException($"There is no sink '{sink}'.", nameof(sink));
        }

        foreach (var lane in lanes)
        {
            _engine.Tell(lane, message);
        }
    }
}
