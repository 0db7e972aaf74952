using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Runtime;

namespace ActorLog.AkkaNet.Engine;

/// <summary>What a sink's actor owns: the messages to it, the worker, and the sink's core. It outlives the actor.</summary>
internal sealed class SinkMailbox : ISinkActor, IAsyncDisposable
{
    // Enough to make the hop worth it, few enough to let other actors of the dispatcher have their turn.
    private const int MessagesPerTurn = 64;

    private readonly SinkCore _core;
    private readonly Turns _turns;
    private readonly ConcurrentQueue<Letter> _letters = new();
    private readonly ITimer _timer;

    // Touched only on turns.
    private ISinkBody? _body;
    private SinkWorker? _worker;
    private WorkItem? _inHand;

    public SinkMailbox(SinkCore core, TimeProvider clock)
    {
        _core = core;
        _turns = new Turns(TakeTurn, () => !_letters.IsEmpty);
        _timer = clock.CreateTimer(
            static mailbox => ((SinkMailbox)mailbox!).Tell(SinkMessage.Time),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>The sink's name.</summary>
    public string Name => _core.Name;

    /// <summary>Who takes the turns.</summary>
    public Turns Turns => _turns;

    /// <summary>Puts a message in.</summary>
    public void Tell(SinkMessage message) => Put(new Letter(message, LetterKind.Message, null));

    /// <summary>The worker child has ended without having been told to.</summary>
    public void WorkerEnded() => Put(new Letter(default, LetterKind.WorkerEnded, null));

    public void Work(SinkWork work)
    {
        _worker ??= _core.CreateWorker();
        _inHand = new WorkItem(this, _worker, work);
        if (_body is not null)
        {
            _body.Work(_inHand);
        }
        else
        {
            // Apart from the turns: a sink that blocks its thread must not block the mailbox.
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.Run(), _inHand, preferLocal: false);
        }
    }

    public void StopWorker()
    {
        _worker?.Abandon();
        _worker = null;
        _inHand = null;
        _body?.StopWorker();
    }

    public void WakeIn(TimeSpan delay)
    {
        if (_body is not null)
        {
            _body.WakeIn(delay);
        }
        else
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Handles what is there and ends: the worker is disposed, unless it hangs.</summary>
    public async ValueTask DisposeAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(new Letter(default, LetterKind.End, ended));
        await ended.Task.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_worker is not null)
        {
            await _worker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Put(Letter letter)
    {
        _letters.Enqueue(letter);
        _turns.Schedule();
    }

    private void TakeTurn(ISinkBody? body)
    {
        if (!ReferenceEquals(_body, body))
        {
            Change(body);
        }

        for (var i = 0; i < MessagesPerTurn && _letters.TryDequeue(out var letter); i++)
        {
            Handle(letter);
        }
    }

    private void Handle(in Letter letter)
    {
        switch (letter.Kind)
        {
            case LetterKind.Message:
                _core.Handle(letter.Message, this);
                break;
            case LetterKind.WorkerEnded:
                ReplaceWorker();
                break;
            default:
                letter.Ended!.SetResult();
                break;
        }
    }

    /// <summary>Another actor, or the pool, takes the turns from now on: work and wishes of the one before may be lost with it.</summary>
    private void Change(ISinkBody? body)
    {
        _body = body;
        WorkAgainIfNotBegun();

        // Whatever timer the other had set: the machine looks at the time and sets a new one.
        _core.Handle(SinkMessage.Time, this);
    }

    private void ReplaceWorker()
    {
        if (!WorkAgainIfNotBegun() && _inHand is not { IsUnderWay: true })
        {
            // It was idle; its sink goes with it, and the next work makes another.
            _worker?.Abandon();
            _worker = null;
        }
    }

    private bool WorkAgainIfNotBegun()
    {
        if (_inHand is not { } item || !item.TryTake())
        {
            return false;
        }

        Work(item.Work);
        return true;
    }

    private enum LetterKind : byte
    {
        Message,
        WorkerEnded,
        End,
    }

    private readonly record struct Letter(SinkMessage Message, LetterKind Kind, TaskCompletionSource? Ended);
}
