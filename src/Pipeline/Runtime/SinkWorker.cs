using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime;

/// <summary>The disposable part of a sink: it does the I/O, may fail in any way, and is then made anew.</summary>
/// <remarks>
/// Every engine has this same worker and differs only in who runs it. One <see cref="RunAsync"/> at a time;
/// <see cref="Abandon"/> may be called from any thread.
/// </remarks>
public sealed class SinkWorker : IAsyncDisposable
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Abandoned = 2;

    private readonly Func<ILogSink> _create;
    private readonly ReplacedEvents _replaced;
    private readonly PipelineTime _time;
    private readonly Action<TimeSpan, SinkFailure?> _operated;
    private readonly HungWorkers _hung;
    private readonly CancellationTokenSource _stopping = new();
    private ILogSink? _sink;
    private Task _cancelling = Task.CompletedTask;
    private int _state;

    internal SinkWorker(
        Func<ILogSink> create,
        ReplacedEvents replaced,
        PipelineTime time,
        Action<TimeSpan, SinkFailure?> operated,
        HungWorkers hung
    )
    {
        _create = create;
        _replaced = replaced;
        _time = time;
        _operated = operated;
        _hung = hung;
    }

    /// <summary>Does the work and returns what the sink's actor is to be told. Never throws; may never end if the sink hangs.</summary>
    public async ValueTask<SinkMessage> RunAsync(SinkWork work)
    {
        PipelineScope.Enter();
        if (Interlocked.CompareExchange(ref _state, Busy, Idle) != Idle)
        {
            return SinkMessage.WorkerGone(work, new SinkFailure(FailureKind.Transient, "the worker was stopped"));
        }

        SinkMessage answer;
        var started = _time.Now;
        try
        {
            answer = await DoAsync(work).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The boundary of supervision: whatever a sink throws becomes a failure with a kind.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var failure = FailureOf(exception);
            answer = SinkMessage.WorkerGone(work, failure);
            _operated(_time.Now - started, failure);
        }

        if (Interlocked.CompareExchange(ref _state, Idle, Busy) == Abandoned)
        {
            _hung.Remove();
            await DisposeSinkAsync().ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Cancels what is being done; the sink is disposed as soon as it comes back, if it does.</summary>
    public void Abandon()
    {
        // Cancelled before it is marked: a worker that comes back at this moment and finds the mark disposes the source. What
        // the sink has made to follow from it runs in the thread pool: here, in an actor's turn, it must neither block nor throw.
        _cancelling = _stopping.CancelAsync();
        _ = LeaveAsync();
    }

    /// <summary>Ends an idle worker and disposes its sink.</summary>
    public ValueTask DisposeAsync() => new(LeaveAsync());

    /// <summary>Takes no more work; the sink is disposed now, or by the work that is being done.</summary>
    private Task LeaveAsync()
    {
        switch (Interlocked.Exchange(ref _state, Abandoned))
        {
            case Idle:
                return DisposeSinkAsync();
            case Busy:
                _hung.Add();
                break;
        }

        return Task.CompletedTask;
    }

    private async ValueTask<SinkMessage> DoAsync(SinkWork work)
    {
        if (work.Batch is { } batch)
        {
            _sink ??= Create();
            var started = _time.Now;
            var result = await _sink.WriteAsync(batch, _stopping.Token).ConfigureAwait(false);
            _operated(_time.Now - started, result.Failure);
            await _replaced.SettleAsync(batch, result).ConfigureAwait(false);
            return SinkMessage.Written(work.Ticket, result);
        }

        if (_sink is not null)
        {
            await _sink.FlushAsync(_stopping.Token).ConfigureAwait(false);
        }

        return SinkMessage.SinkFlushed(work.Ticket);
    }

    private ILogSink Create()
    {
        _hung.Check();
        return _create();
    }

    private static SinkFailure FailureOf(Exception exception) =>
        exception is SinkException { Failure: { } failure }
            ? failure
            : new SinkFailure(FailureKind.Transient, $"{exception.GetType().Name}: {MessageOf(exception)}");

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
#pragma warning disable CA1031 // An exception is anybody's code too. Without an answer the batch would wait for its timeout, or for ever.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"[its message threw {failure.GetType().Name}]";
        }
    }

    // On a thread of its own: whoever ends a worker is the sink's actor, in a turn that the router or another sink's worker
    // may be doing, or the shutdown. A sink that blocks its thread in its end must hold up none of them, nor the app's pool.
    private Task DisposeSinkAsync()
    {
        var sink = Interlocked.Exchange(ref _sink, null);
        if (sink is not null)
        {
            return StartAsync(() => DisposeAsync(sink));
        }

        _stopping.Dispose();
        return Task.CompletedTask;
    }

    private static Task StartAsync(Func<Task> work)
    {
        try
        {
            return Task
                .Factory.StartNew(
                    work,
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default
                )
                .Unwrap();
        }
        catch (TaskSchedulerException)
        {
            // The process may have no more threads. The actor must not lose the rest of its turn by that.
            return Task.Run(work);
        }
    }

    private async Task DisposeAsync(ILogSink sink)
    {
        PipelineScope.Enter();
        try
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A sink that cannot even be disposed is forgotten; its events are with the machine.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nothing depends on it any more, and what made it fail was reported when it failed.
        }
        finally
        {
            await _cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }
    }
}
