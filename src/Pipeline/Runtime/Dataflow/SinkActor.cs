using System;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Dataflow;

namespace ActorLog.Runtime.Dataflow;

/// <summary>One sink's actor: a mailbox in front of its core, a worker, and a timer.</summary>
internal sealed class SinkActor : ISinkActor, IAsyncDisposable
{
    private readonly SinkCore _core;
    private readonly ActionBlock<object> _mailbox;
    private readonly ITimer _timer;
    private SinkWorker? _worker;

    public SinkActor(SinkCore core, TimeProvider clock)
    {
        _core = core;
        _mailbox = new ActionBlock<object>(message => _core.Handle((SinkMessage)message, this));
        _timer = clock.CreateTimer(
            static actor => ((SinkActor)actor!).Tell(SinkMessage.Time),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public void Tell(SinkMessage message) => _mailbox.Post(message);

    public void Work(SinkWork work)
    {
        var worker = _worker ??= _core.CreateWorker();

        // Apart from the actor: a sink that blocks its thread must not block the mailbox.
        _ = Task.Run(async () => Tell(await worker.RunAsync(work).ConfigureAwait(false)));
    }

    public void StopWorker()
    {
        _worker?.Abandon();
        _worker = null;
    }

    public void WakeIn(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    public async ValueTask DisposeAsync()
    {
        _mailbox.Complete();
        await _mailbox.Completion.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_worker is not null)
        {
            await _worker.DisposeAsync().ConfigureAwait(false);
        }
    }
}
