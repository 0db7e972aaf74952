using Akka.Actor;
using Akka.Event;

namespace AkkaService;

/// <summary>Does nothing but say so when it ends: the lines that are the first to be lost elsewhere.</summary>
internal sealed class Till(string node) : ReceiveActor
{
    protected override void PostStop() =>
        Context.GetLogger().Info("till {Till} closed at {Node}", Self.Path.Name, node);
}
