using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Decoding;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary><c>POST /ingest</c>: lines, NDJSON, JSON or CLEF, as the content type says.</summary>
internal sealed class LinesEndpoint(
    EventBatchWriter writer,
    HttpInputOptions options,
    LineDecoders decoders,
    MemoryBudget budget
) : IngestEndpoint
{
    private const string Known =
        "text/plain (lines), application/x-ndjson, application/json, application/vnd.serilog.clef";

    public override IReadOnlyList<string> Methods { get; } = ["POST"];

    public override string Hint(HostString host) => $"try: curl -d 'hello' http://{host}/ingest";

    public override async ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var contentType = ContentType.Of(request);
        if (!contentType.IsUtf8)
        {
            return Answer.Wrong(StatusCodes.Status415UnsupportedMediaType, "the body must be UTF-8");
        }

        var decoder = DecoderFor(contentType.MediaType);
        if (decoder is null)
        {
            var error = $"the content type '{contentType.MediaType}' is not known, expected one of: {Known}";
            return Answer.Wrong(StatusCodes.Status415UnsupportedMediaType, error);
        }

        using var memory = budget.Open();
        using var body = new RequestBody(options, memory);
        var events = new BodyDecoder(options, memory);
        return writer.RefusalUnread
            ?? await body.ReadAsync(request, cancellationToken).ConfigureAwait(false)
            ?? Decode(events, body.Bytes, decoder, contentType.MediaType)
            ?? await writer
                .WriteAsync(request, events.Events, StatusCodes.Status202Accepted, cancellationToken)
                .ConfigureAwait(false);
    }

    private static Answer? Decode(
        BodyDecoder events,
        ReadOnlySpan<byte> body,
        ILineDecoder decoder,
        string mediaType
    ) => mediaType == "application/json" ? events.Json(body, decoder) : events.Lines(body, decoder);

    private ILineDecoder? DecoderFor(string mediaType) =>
        mediaType switch
        {
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/json" =>
                decoders.Json,
            "application/vnd.serilog.clef" => decoders.Clef,
            // curl -d says that anything is a form.
            "" or "application/x-www-form-urlencoded" or "application/octet-stream" => decoders.Auto,
            _ => mediaType.StartsWith("text/", StringComparison.Ordinal) ? decoders.Plain : null,
        };
}
