using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>The commands that come out of the delivery machine in one turn, in the order in which they are carried out.</summary>
internal sealed class DeliveryOutput
{
    private readonly List<DeliveryCommand> _commands = [];

    /// <summary>To be looked through before the machine is asked again. A list's enumerator would be made for every turn.</summary>
    public ReadOnlySpan<DeliveryCommand> Commands => CollectionsMarshal.AsSpan(_commands);

    public void Clear() => _commands.Clear();

    public void Write(LogBatch batch, long ticket) =>
        _commands.Add(new(DeliveryCommandKind.Write) { Batch = batch, Ticket = ticket });

    public void FlushSink(long ticket) => _commands.Add(new(DeliveryCommandKind.FlushSink) { Ticket = ticket });

    public void StopWorker() => _commands.Add(new(DeliveryCommandKind.StopWorker));

    public void WakeAt(TimeSpan at) => _commands.Add(new(DeliveryCommandKind.WakeAt) { At = at });

    public void Delivered(DeliveryPart part) =>
        _commands.Add(
            new(DeliveryCommandKind.Delivered)
            {
                Events = part.Events,
                Offset = part.Offset,
                Count = part.Count,
                ReturnArray = part.ArrayIsPooled && !part.IsAbandoned,
                IsAbandoned = part.IsAbandoned,
            }
        );

    public void Dropped(LogEvent logEvent, DropReason reason, bool isAbandoned = false) =>
        _commands.Add(
            new(DeliveryCommandKind.Dropped)
            {
                Event = logEvent,
                Reason = reason,
                IsAbandoned = isAbandoned,
            }
        );

    /// <summary>Drops all events of a part.</summary>
    public void Dropped(DeliveryPart part, DropReason reason)
    {
        for (var i = 0; i < part.Count; i++)
        {
            Dropped(part[i], reason, part.IsAbandoned);
        }
    }

    public void DeadLetter(DeliveryPart part, int index, SinkFailure failure) =>
        _commands.Add(
            new(DeliveryCommandKind.DeadLetter)
            {
                Event = part[index],
                Failure = failure,
                Count = part.EarlierAttempts + part.Attempts,
                IsAbandoned = part.IsAbandoned,
            }
        );

    public void Retrying(SinkFailure failure, int failures, TimeSpan at) =>
        _commands.Add(
            new(DeliveryCommandKind.Retrying)
            {
                Failure = failure,
                Count = failures,
                At = at,
            }
        );

    public void FlushFailed(SinkFailure failure) =>
        _commands.Add(new(DeliveryCommandKind.FlushFailed) { Failure = failure });

    public void Flushed(object token, SinkFailure? failure) =>
        _commands.Add(new(DeliveryCommandKind.Flushed) { Token = token, Failure = failure });

    public void Drained(int left) => _commands.Add(new(DeliveryCommandKind.Drained) { Count = left });
}
