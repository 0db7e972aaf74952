using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>
/// <c>POST /ingest/clef</c> and <c>/api/events/raw</c>: where clients of Seq send CLEF, or Seq's older format. They need
/// nothing but another URL.
/// </summary>
internal sealed class ClefEndpoint(
    EventBatchWriter writer,
    HttpInputOptions options,
    LineDecoders decoders,
    MemoryBudget budget
) : IngestEndpoint
{
    public override IReadOnlyList<string> Methods { get; } = ["POST"];

    public override string Hint(HostString host) => "send events in CLEF, one a line";

    public override async ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var memory = budget.Open();
        using var body = new RequestBody(options, memory);
        var refusal = writer.RefusalUnread ?? await body.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var events = new BodyDecoder(options, memory);
        var answer =
            refusal
            ?? events.OfSeq(body.Bytes, decoders)
            ?? await writer
                .WriteAsync(request, events.Events, StatusCodes.Status201Created, cancellationToken)
                .ConfigureAwait(false);
        return answer with { ForSeq = true };
    }
}
