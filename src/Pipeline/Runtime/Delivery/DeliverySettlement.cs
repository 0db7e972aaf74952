using System;
using System.Collections.Generic;
using ActorLog.Events;
using ActorLog.Sinks;

namespace ActorLog.Runtime.Delivery;

/// <summary>What follows from a sink's answer: which events are delivered, which are buried, which come again. Pure.</summary>
internal sealed class DeliverySettlement(DeliveryQueue queue, DeliveryHealth health)
{
    /// <summary>Settles a part by its answer.</summary>
    /// <returns>The failure because of which the rest has to wait; null when nothing has to.</returns>
    public SinkFailure? Settle(DeliveryPart part, SinkResult result, DeliveryOutput output)
    {
        if (result.IsDelivered)
        {
            output.Delivered(part);
            health.Succeed();
            return null;
        }

        return result.Verdicts is { } verdicts ? Judge(part, verdicts, output) : SettleFrom(part, result, output);
    }

    private SinkFailure? SettleFrom(DeliveryPart part, SinkResult result, DeliveryOutput output)
    {
        var delivered = Math.Min(result.DeliveredPrefix, part.Count);
        if (delivered > 0)
        {
            output.Delivered(part.Slice(0, delivered));
            part = part.Slice(delivered, part.Count - delivered);
            health.Succeed();
        }

        if (part.Count == 0)
        {
            return null;
        }

        if (result.Failure is { Kind: FailureKind.Rejected } rejection)
        {
            Reject(part, rejection, output);
            return null;
        }

        // Without a failure the sink wants to be asked again at once: it had time for the first few only.
        queue.PutFirst(part);
        return result.Failure;
    }

    /// <summary>A rejected part is halved until the culprits stand alone; a lone culprit goes to the dead letters.</summary>
    private void Reject(DeliveryPart part, SinkFailure failure, DeliveryOutput output)
    {
        health.Note(failure);
        health.Succeed();
        if (part.Count == 1)
        {
            output.DeadLetter(part, 0, failure);
            return;
        }

        var half = part.Count / 2;
        queue.PutFirst(part.Slice(half, part.Count - half));
        queue.PutFirst(part.Slice(0, half));
    }

    private SinkFailure? Judge(DeliveryPart part, IReadOnlyList<SinkFailure?> verdicts, DeliveryOutput output)
    {
        if (verdicts.Count == 0 || verdicts.Count > part.Count)
        {
            queue.PutFirst(part);
            var text = $"the sink gave {verdicts.Count} verdicts for {part.Count} events";
            return new SinkFailure(FailureKind.Transient, text);
        }

        var again = new List<LogEvent>();
        SinkFailure? worst = null;
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i] is not { } failure)
            {
                output.Delivered(part.Slice(i, 1));
            }
            else if (failure.Kind == FailureKind.Rejected)
            {
                health.Note(failure);
                output.DeadLetter(part, i, failure);
            }
            else
            {
                again.Add(part[i]);
                worst = worst is null || failure.Kind > worst.Kind ? failure : worst;
            }
        }

        // Who will not have any of them now has taken nothing: its backoff grows, and in the end it counts as down.
        if (again.Count < verdicts.Count)
        {
            health.Succeed();
        }

        if (verdicts.Count < part.Count)
        {
            // The sink stopped there: what it has not judged is asked for again.
            queue.PutFirst(part.Slice(verdicts.Count, part.Count - verdicts.Count));
        }

        if (worst is not null)
        {
            queue.PutFirst(part.WithEvents([.. again]));
        }

        return worst;
    }
}
