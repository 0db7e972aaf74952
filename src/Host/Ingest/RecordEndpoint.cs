using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Events;
using ActorLog.Host.Inputs;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Python;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>
/// <c>GET|POST /api/log/get</c>: one event a request, as Python's handlers send it. Either the field <c>log</c> with a finished
/// line, or all the fields of a record.
/// </summary>
internal sealed class RecordEndpoint(
    EventBatchWriter writer,
    HttpInputOptions options,
    TimeZoneInfo zone,
    MemoryBudget budget
) : IngestEndpoint
{
    public override IReadOnlyList<string> Methods { get; } = ["GET", "POST"];

    // What the journal could not keep must not be answered as safe, and an event may hold a record twice: put together, and
    // as the arguments that could not be put into it. A max-line above what is kept is allowed without a journal only.
    private long MaxRecord => Math.Max(options.MaxLine, InputOptions.SurelyKept) / 2;

    public override string Hint(HostString host) => $"try: curl -d 'log=hello' http://{host}/api/log/get";

    public override async ValueTask<Answer> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // It begins with its question mark.
        var query = Encoding.UTF8.GetBytes(request.QueryString.Value is ['?', .. var fields] ? fields : "");
        using var memory = budget.Open();
        if (HttpMethods.IsGet(request.Method))
        {
            return await WriteAsync(request, query, [], memory, cancellationToken).ConfigureAwait(false);
        }

        var contentType = ContentType.Of(request);
        if (!contentType.IsUtf8 || contentType.MediaType is not ("" or "application/x-www-form-urlencoded"))
        {
            return Answer.Wrong(
                StatusCodes.Status415UnsupportedMediaType,
                $"the body must be a form in UTF-8, found '{request.ContentType}'",
                "send lines and JSON to /ingest"
            );
        }

        using var body = new RequestBody(options, memory);
        return writer.RefusalUnread
            ?? await body.ReadAsync(request, cancellationToken).ConfigureAwait(false)
            ?? await WriteAsync(request, body.Bytes, query, memory, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<Answer> WriteAsync(
        HttpRequest request,
        ReadOnlySpan<byte> form,
        ReadOnlySpan<byte> beside,
        MemoryBudget.Share memory,
        CancellationToken cancellationToken
    ) =>
        !memory.TryTakeProperties(form.Count((byte)'&') + beside.Count((byte)'&')) ? new(Answer.TooMany())
        : Decode(request, form, beside, out var draft) is { } refusal ? new(refusal)
        : writer.WriteAsync(request, [draft], StatusCodes.Status200OK, cancellationToken);

    private Answer? Decode(
        HttpRequest request,
        ReadOnlySpan<byte> form,
        ReadOnlySpan<byte> beside,
        out LogEventDraft decoded
    )
    {
        decoded = new LogEventDraft();
        if (
            FormFields.Read(form, out var error) is not { } fields
            || FormFields.Read(beside, out error) is not { } others
        )
        {
            return Answer.Wrong(StatusCodes.Status400BadRequest, error);
        }

        foreach (var (name, value) in others)
        {
            fields.TryAdd(name, value);
        }

        if (IsTooLong(form.Length + beside.Length, fields))
        {
            return Answer.Wrong(
                StatusCodes.Status413PayloadTooLarge,
                $"the record is longer than {MaxRecord} bytes",
                "nothing of it was accepted; the host keeps no larger event"
            );
        }

        if (ToDraft(fields) is not { } draft)
        {
            return Answer.Wrong(
                StatusCodes.Status400BadRequest,
                "expected the field 'log' or 'message', or the fields of a Python log record (msg, args, levelname ...)",
                Hint(request.Host)
            );
        }

        if (draft.Category.Length == 0)
        {
            draft.Category = options.Category;
        }

        decoded = draft;
        return null;
    }

    // Encoded it is never shorter.
    private bool IsTooLong(int encoded, OrderedDictionary<string, string> fields) =>
        encoded > MaxRecord
        && fields.Sum(field => (long)Encoding.UTF8.GetByteCount(field.Key) + Encoding.UTF8.GetByteCount(field.Value))
            > MaxRecord;

    private LogEventDraft? ToDraft(OrderedDictionary<string, string> fields)
    {
        // A record may have an extra called `log`; a form that brings a finished line has no `msg`, and nothing to put into it.
        if (
            !PythonRecord.IsRecord(fields) && (fields.Remove("log", out var line) || fields.Remove("message", out line))
        )
        {
            fields.Remove("args");
            fields["msg"] = line;
        }

        return PythonRecord.IsRecord(fields) ? PythonRecord.ToDraft(fields, zone) : null;
    }
}
