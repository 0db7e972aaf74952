using System;
using Akka.Actor;
using Akka.Event;

namespace AkkaService;

/// <summary>Takes an order every few milliseconds.</summary>
internal sealed class OrderDesk : ReceiveActor, IWithTimers
{
    private readonly string _node;
    private int _orders;

    public OrderDesk(string node)
    {
        _node = node;
        var log = Context.GetLogger();
        Receive<NextOrder>(_ => log.Info("order {Number} at {Node}", ++_orders, _node));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() =>
        Timers.StartPeriodicTimer("next", new NextOrder(), TimeSpan.FromMilliseconds(5));

    protected override void PostStop() =>
        Context.GetLogger().Info("closed after {Count} orders at {Node}", _orders, _node);

    private sealed record NextOrder;
}
