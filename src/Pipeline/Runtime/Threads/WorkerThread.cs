using System;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Threads;

/// <summary>A sink's worker, and the thread that it works on: given up together when the sink hangs.</summary>
/// <remarks>
/// What the worker awaits goes on wherever it is completed; only its beginnings, and its rests, are on the thread.
/// </remarks>
internal sealed class WorkerThread : IAsyncDisposable
{
    // After a write that left nothing to do, so that the next events come together: at a thousand events a second and more
    // no caller wakes a thread, and none meets one at the lock for each event.
    public const int RestMilliseconds = 1;

    // After an answer from somewhere else that left nothing to do: a request costs so much more than a write that it is
    // worth more waiting, and a line on a far screen is none the later for it.
    private const int LaneRestMilliseconds = 16;

    // The worker that is answering on this thread, and what its actor gives it to do next.
    [ThreadStatic]
    private static WorkerThread? _answering;

    [ThreadStatic]
    private static SinkWork? _next;

    // Whether the router was to be woken during the answer.
    [ThreadStatic]
    private static bool _wakesRouter;

    private static readonly SinkFailure NoThread = new(FailureKind.Transient, "the process can have no more threads");

    private readonly ThreadEngine _engine;
    private readonly SinkCore _core;
    private readonly SinkWorker _worker;
    private readonly Mailbox _mailbox;
    private readonly OwnThread _thread;

    // One at a time: the actor gives the next one when it has the answer.
    private SinkWork _work;
    private bool _hasWork;

    public WorkerThread(ThreadEngine engine, SinkCore core, Mailbox mailbox)
    {
        _engine = engine;
        _core = core;
        _worker = core.CreateWorker();
        _mailbox = mailbox;
        _thread = new OwnThread($"ActorLog {core.Name}", Turn);
    }

    /// <summary>If a worker of this engine is answering on this thread, it takes the router's turns when it has answered.</summary>
    public static bool TryTakeOverRouter(ThreadEngine engine)
    {
        var takesOver = _answering?._engine == engine;
        _wakesRouter |= takesOver;
        return takesOver;
    }

    /// <summary>Begins the work: on its own thread, for a sink that blocks its thread must not block the mailbox.</summary>
    public void Begin(SinkWork work)
    {
        if (_answering == this)
        {
            // It is this thread that brings the answer to the work before: it goes on when the actor's turn is over.
            _next = work;
            return;
        }

        _work = work;
        Volatile.Write(ref _hasWork, true);
        if (!_thread.Wake() && Interlocked.Exchange(ref _hasWork, false))
        {
            _mailbox.Tell(SinkMessage.WorkerGone(work, NoThread));
        }
    }

    /// <summary>Gives worker and thread up, whatever they are doing.</summary>
    public void Abandon()
    {
        _worker.Abandon();
        _ = _thread.EndAsync();
    }

    public ValueTask DisposeAsync()
    {
        _ = _thread.EndAsync();
        return _worker.DisposeAsync();
    }

    private void Turn()
    {
        try
        {
            WorkOn(
                Interlocked.Exchange(ref _hasWork, false) ? _work
                : MayRest ? RestAndVisit()
                : null
            );
        }
#pragma warning disable CA1031 // The error kernel: a thread that died of a bug of ours would take the process along.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            // The work stays unanswered, and is done again by a new worker when its time is over.
            _answering = null;
            _core.Broke(bug);
        }
    }

    private bool MayRest => _core.IsIdle && _engine.MayRest;

    /// <summary>The sink's next events come together too, and no caller wakes a thread for the first of them.</summary>
    private SinkWork? RestAndVisit()
    {
        _engine.BeginLaneRest();
        try
        {
            _thread.Rest(LaneRestMilliseconds);
        }
        finally
        {
            _engine.ExpectVisit();
            _engine.EndLaneRest();
        }

        return Visit();
    }

    private void WorkOn(SinkWork? next)
    {
        while (next is { } work)
        {
            var running = _worker.RunAsync(work);
            if (!running.IsCompletedSuccessfully)
            {
                _ = AnswerLaterAsync(running);
                return;
            }

            next = Answer(running.Result);
        }
    }

    /// <summary>What is to be done next is begun first: the thread does it while this one comes by at the router.</summary>
    private async Task AnswerLaterAsync(ValueTask<SinkMessage> running)
    {
        var answer = await running.ConfigureAwait(false);
        _engine.ExpectVisit();
        try
        {
            BeginIf(Tell(answer));
        }
        finally
        {
            // Come what may: while a visit is expected the router is woken for little.
            BeginIf(Visit());
        }

        if (MayRest)
        {
            // Woken without work it rests.
            _thread.Wake();
        }
    }

    /// <summary>Brings the answer to the actor, and comes by at the router, after a rest if there is little to come for.</summary>
    /// <returns>What the actor gives to do next, if it does so at once.</returns>
    private SinkWork? Answer(in SinkMessage answer)
    {
        SinkWork? next = null;
        SinkWork? visited;
        _engine.ExpectVisit();
        try
        {
            next = Tell(answer);
            if (next is null && !_wakesRouter && _engine.MayRest)
            {
                _thread.Rest(RestMilliseconds);
            }
        }
        finally
        {
            visited = Visit();
        }

        return next ?? visited;
    }

    private SinkWork? Tell(in SinkMessage answer)
    {
        _answering = this;
        _mailbox.Tell(answer);
        return EndAnswering();
    }

    private SinkWork? Visit()
    {
        _answering = this;
        _engine.Visit(_wakesRouter);
        _wakesRouter = false;
        return EndAnswering();
    }

    private static SinkWork? EndAnswering()
    {
        _answering = null;
        var next = _next;
        _next = null;
        return next;
    }

    private void BeginIf(SinkWork? work)
    {
        if (work is { } there)
        {
            Begin(there);
        }
    }
}
