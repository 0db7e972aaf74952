using System.Collections.Generic;
using Akka.Actor;

namespace ActorLog.AkkaNet.Engine;

/// <summary>Takes the router's turns, and is the parent of the sinks' actors: one that ends is replaced at once.</summary>
/// <remarks>A sink's actor owns nothing that could be lost with it, so there is nothing to back off from.</remarks>
internal sealed class RouterActor : UntypedActor
{
    private readonly Turns _turns;
    private readonly IReadOnlyList<SinkMailbox> _sinks;
    private readonly string _dispatcher;
    private readonly Dictionary<IActorRef, SinkMailbox> _children = [];
    private readonly Dictionary<SinkMailbox, string> _names = [];

    public RouterActor(Turns turns, IReadOnlyList<SinkMailbox> sinks, string dispatcher)
    {
        _turns = turns;
        _sinks = sinks;
        _dispatcher = dispatcher;
    }

    protected override void PreStart()
    {
        foreach (var sink in _sinks)
        {
            _names[sink] = ChildName(sink);
            StartSink(sink);
        }

        // Last: an actor whose start fails is never told that it has stopped, and would keep the turns for ever.
        _turns.Join(Self);
    }

    protected override void PostStop() => _turns.Leave(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TakeTurn pass:
                _turns.Take(pass, null);
                break;
            case Terminated ended when _children.Remove(ended.ActorRef, out var sink):
                StartSink(sink);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, -1, static _ => Directive.Stop, loggingEnabled: false);

    private void StartSink(SinkMailbox sink)
    {
        var (mailbox, dispatcher) = (sink, _dispatcher);

        // Local: with serialize-creators, which tests turn on, Akka would have what every other actor is made of serialized.
        var props = Props.Create(() => new SinkActor(mailbox, dispatcher)).WithDeploy(Deploy.Local);
        var child = Context.ActorOf(props, _names[sink]);
        _children[Context.Watch(child)] = sink;
    }

    // Names of sinks are free text, and a sink has an actor per lane.
    private string ChildName(SinkMailbox sink)
    {
        var name = System.Uri.EscapeDataString(sink.Name);
        var unique = name;
        for (var lane = 2; _names.ContainsValue(unique); lane++)
        {
            unique = $"{name}-{lane}";
        }

        return unique;
    }
}
