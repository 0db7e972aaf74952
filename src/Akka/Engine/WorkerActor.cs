using Akka.Actor;
using Akka.Dispatch;

namespace ActorLog.AkkaNet.Engine;

/// <summary>The disposable child that does a sink's I/O, on the dispatcher for blocking work.</summary>
/// <remarks>
/// The work itself runs beside the child's mailbox: a child whose thread is stuck in a system call could not be stopped, and
/// the actor system could not end.
/// </remarks>
internal sealed class WorkerActor : UntypedActor
{
    private readonly MessageDispatcher _dispatcher;

    public WorkerActor(string dispatcher)
    {
        _dispatcher = Context.System.Dispatchers.Lookup(dispatcher);
    }

    protected override void OnReceive(object message)
    {
        if (message is WorkItem item)
        {
            _dispatcher.Schedule(item.Run);
        }
        else
        {
            Unhandled(message);
        }
    }
}
