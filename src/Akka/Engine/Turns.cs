using System;
using System.Threading;
using Akka.Actor;

namespace ActorLog.AkkaNet.Engine;

/// <summary>Sees to it that turns are taken one at a time, by an actor while there is one, else by the thread pool.</summary>
/// <remarks>
/// <para>
/// A pipeline outlives the actor system in which its actors live: it has lines before the system starts and after it has
/// ended, and an actor may be stopped by anybody. So what the actors own (queues, the delivery machine) is not in the actors
/// but behind this: whoever holds the pass takes the turn. When an actor dies with the pass in its mailbox, the pass becomes
/// void and the pool gets a new one; nothing is lost and no two turns overlap.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
internal sealed class Turns
{
    private readonly Action<ISinkBody?> _take;
    private readonly Func<bool> _hasWork;
    private readonly Lock _gate = new();

    // Guarded by _gate. The holder is meaningful while a turn is scheduled; null is the pool.
    private TakeTurn _pass = new();
    private IActorRef? _actor;
    private IActorRef? _holder;
    private bool _scheduled;

    /// <summary>Creates it, with the pool to take the turns.</summary>
    /// <param name="take">Does some of the work; is given the actor's half, or null on the pool.</param>
    /// <param name="hasWork">Whether there is any.</param>
    public Turns(Action<ISinkBody?> take, Func<bool> hasWork)
    {
        _take = take;
        _hasWork = hasWork;
    }

    /// <summary>There is work. Never blocks, and never runs it here.</summary>
    public void Schedule()
    {
        TakeTurn pass;
        IActorRef? holder;
        lock (_gate)
        {
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
            (pass, holder) = (_pass, _holder = _actor);
        }

        Send(pass, holder);
    }

    /// <summary>Takes a turn, if the pass is not void.</summary>
    public void Take(TakeTurn pass, ISinkBody? body)
    {
        if (!IsValid(pass))
        {
            return;
        }

        _take(body);
        IActorRef? next;
        lock (_gate)
        {
            _scheduled = _hasWork();
            if (!_scheduled)
            {
                return;
            }

            next = _holder = _actor;
        }

        Send(pass, next);
    }

    /// <summary>From the next turn on, this actor takes them.</summary>
    public void Join(IActorRef actor)
    {
        lock (_gate)
        {
            _actor = actor;
        }
    }

    /// <summary>The actor has ended: the pool takes the turns, beginning with the one that the actor had before it.</summary>
    /// <remarks>
    /// With or without work there is a turn: the actor's timer ended with it, and its worker with what had not begun, and
    /// nobody else would tell of either.
    /// </remarks>
    public void Leave(IActorRef actor)
    {
        TakeTurn pass;
        lock (_gate)
        {
            if (!ReferenceEquals(_actor, actor))
            {
                return;
            }

            _actor = null;
            if (_scheduled && _holder is null)
            {
                return;
            }

            _scheduled = true;
            _holder = null;
            pass = _pass = new TakeTurn();
        }

        Send(pass, null);
    }

    private bool IsValid(TakeTurn pass)
    {
        lock (_gate)
        {
            return ReferenceEquals(pass, _pass);
        }
    }

    private void Send(TakeTurn pass, IActorRef? holder)
    {
        if (holder is not null)
        {
            holder.Tell(pass, ActorRefs.NoSender);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static turn => turn.Turns.Take(turn.Pass, null),
                (Turns: this, Pass: pass),
                preferLocal: false
            );
        }
    }
}
