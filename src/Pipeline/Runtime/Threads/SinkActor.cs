using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Runtime.Threads;

/// <summary>One sink's actor: a mailbox in front of its core, a worker with its thread, and a timer.</summary>
internal sealed class SinkActor : ISinkActor, IAsyncDisposable
{
    private readonly ThreadEngine _engine;
    private readonly SinkCore _core;
    private readonly Mailbox _mailbox;
    private readonly ITimer _timer;

    // Touched only on the actor's turns.
    private WorkerThread? _worker;

    public SinkActor(ThreadEngine engine, SinkCore core, TimeProvider clock)
    {
        _engine = engine;
        _core = core;
        _mailbox = new Mailbox(core, this);
        _timer = clock.CreateTimer(
            static actor => ((SinkActor)actor!).Tell(SinkMessage.Time),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public void Tell(in SinkMessage message) => _mailbox.Tell(message);

    public void Work(SinkWork work)
    {
        _worker ??= new WorkerThread(_engine, _core, _mailbox);
        _worker.Begin(work);
    }

    public void StopWorker()
    {
        _worker?.Abandon();
        _worker = null;
    }

    public void WakeIn(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    public async ValueTask DisposeAsync()
    {
        await _mailbox.CloseAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_worker is not null)
        {
            await _worker.DisposeAsync().ConfigureAwait(false);
        }
    }
}
