using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Runtime;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>Hands the events of a request to the pipeline, and words its verdict.</summary>
internal sealed class EventBatchWriter(IEventIntake intake, HttpInputOptions options)
{
    /// <summary>
    /// The refusal of a request that has not been read, or <see langword="null"/>. To read one of 4 MiB and decode it takes 0.2 s of
    /// processor time, which senders who press on while a sink is down would take from what brings it up again.
    /// </summary>
    public Answer? RefusalUnread => intake.IsFull ? Full() : null;

    /// <summary>Hands the events over and waits until they are safe.</summary>
    /// <param name="request">The request that brought them.</param>
    /// <param name="events">The events.</param>
    /// <param name="status">What is answered when they are taken.</param>
    /// <param name="cancellationToken">Ends the waiting: the sender has gone.</param>
    public async ValueTask<Answer> WriteAsync(
        HttpRequest request,
        IReadOnlyList<LogEventDraft> events,
        int status,
        CancellationToken cancellationToken
    )
    {
        if (events.Count == 0)
        {
            return Answer.Ok(status, 0);
        }

        var key = request.Headers[RequestIdentity.Header].ToString();
        if (key.Length > RequestIdentity.LongestKey)
        {
            return KeyTooLong(key);
        }

        RequestIdentity.Assign(key, events);
        var taken = await intake.TakeAsync(events, options.CommitTimeout, cancellationToken).ConfigureAwait(false);
        return taken.Outcome switch
        {
            WriteOutcome.Accepted or WriteOutcome.Filtered => Answer.Ok(status, events.Count) with
            {
                Repeats = taken.Repeats,
                Ack = intake.Ack,
            },
            WriteOutcome.Full => Full(),
            WriteOutcome.Uncommitted => Uncommitted(),
            _ => Answer.ComeAgain("the host is stopping"),
        };
    }

    private static Answer Full() => Answer.ComeAgain("the pipeline is full: a sink is slow or down");

    // Taken without it, the events would be doubled by the repeat that the sender thinks safe.
    private static Answer KeyTooLong(string key) =>
        Answer.Wrong(
            StatusCodes.Status400BadRequest,
            $"the {RequestIdentity.Header} has {key.Length} characters, and may have {RequestIdentity.LongestKey}",
            "send a shorter one, such as a UUID, or none; nothing of the request was accepted"
        );

    private Answer Uncommitted()
    {
        var seconds = options.CommitTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return Answer.ComeAgain($"the journal did not confirm the events within {seconds} s") with
        {
            Hint =
                "whether they are safe is not known; send them again, with the same Idempotency-Key if they have one",
        };
    }
}
