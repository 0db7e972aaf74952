using System;
using System.Threading.Tasks;
using Akka;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorLog.AkkaNet.Bridge;

/// <summary>Holds the end of the actor system up, when all below <c>/user</c> has stopped, until the last lines are delivered.</summary>
/// <remarks>The system guardian waits without a limit of its own for its hooks, so what is waited for here must have one.</remarks>
internal sealed class DrainHookActor : UntypedActor
{
    private readonly Func<Task<Done>> _flush;

    public DrainHookActor(Func<Task<Done>> flush)
    {
        _flush = flush;
    }

    protected override void PreStart() =>
        ((ExtendedActorSystem)Context.System).SystemGuardian.Tell(RegisterTerminationHook.Instance, Self);

    protected override void OnReceive(object message)
    {
        if (message is TerminationHook)
        {
            _flush()
                .PipeTo(
                    Sender,
                    Self,
                    static _ => TerminationHookDone.Instance,
                    static _ => TerminationHookDone.Instance
                );
        }
        else
        {
            Unhandled(message);
        }
    }
}
