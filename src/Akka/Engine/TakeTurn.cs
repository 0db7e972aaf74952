using Akka.Actor;
using Akka.Event;

namespace ActorLog.AkkaNet.Engine;

/// <summary>The right to take the next turn, as a message. Each holder but the latest is void, which the object's identity tells.</summary>
/// <remarks>One that reaches a dead actor is no news: its turn is taken elsewhere.</remarks>
internal sealed class TakeTurn : INoSerializationVerificationNeeded, IDeadLetterSuppression;
