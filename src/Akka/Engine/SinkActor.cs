using System;
using Akka.Actor;

namespace ActorLog.AkkaNet.Engine;

/// <summary>One sink's actor: takes the turns of its mailbox, and owns the worker child and the timer. Does no I/O.</summary>
internal sealed class SinkActor : UntypedActor, IWithTimers, ISinkBody
{
    private const string Wake = "wake";

    private readonly SinkMailbox _mailbox;
    private readonly Props _worker;
    private IActorRef? _child;
    private int _children;

    public SinkActor(SinkMailbox mailbox, string dispatcher)
    {
        _mailbox = mailbox;
        _worker = Props.Create(() => new WorkerActor(dispatcher));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public void Work(WorkItem item)
    {
        _child ??= Context.Watch(Context.ActorOf(_worker, $"worker-{++_children}"));
        _child.Tell(item, ActorRefs.NoSender);
    }

    public void StopWorker()
    {
        if (_child is { } child)
        {
            _child = null;
            Context.Unwatch(child);
            Context.Stop(child);
        }
    }

    public void WakeIn(TimeSpan delay) => Timers.StartSingleTimer(Wake, TimeIsUp.Instance, delay);

    protected override void PreStart() => _mailbox.Turns.Join(Self);

    protected override void PostStop() => _mailbox.Turns.Leave(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TakeTurn pass:
                _mailbox.Turns.Take(pass, this);
                break;
            case TimeIsUp:
                _mailbox.Tell(Runtime.SinkMessage.Time);
                break;
            case Terminated ended when ended.ActorRef.Equals(_child):
                _child = null;
                _mailbox.WorkerEnded();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>A worker is never restarted: a constructor that throws would be run again without end and without delay.</summary>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, -1, static _ => Directive.Stop, loggingEnabled: false);

    private sealed class TimeIsUp : INotInfluenceReceiveTimeout
    {
        public static readonly TimeIsUp Instance = new();
    }
}
