using System;
using System.Buffers;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Sinks;
using ActorLog.Text;

namespace CustomSink;

/// <summary>Posts events to a chat room: the events of a batch are one message.</summary>
public sealed class ChatSink : ILogSink
{
    private readonly Uri _webhook;
    private readonly SafeFormatter _formatter;
    private readonly HttpClient _http;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="webhook">Where the chat takes messages.</param>
    /// <param name="formatter">Makes a line of an event.</param>
    /// <param name="context">What becomes of events that cannot be formatted.</param>
    public ChatSink(Uri webhook, ILogFormatter formatter, SinkContext context)
    {
        _webhook = webhook;
        _formatter = context.Safe(formatter);
        // A client of its own, outside of the app's tracing: nothing of it is logged, which would come back to this sink.
        _http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    }

    /// <inheritdoc/>
    public async ValueTask<SinkResult> WriteAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        _text.ResetWrittenCount();
        foreach (var logEvent in batch.Events)
        {
            _formatter.Format(logEvent, _text);
        }

        using var content = new ReadOnlyMemoryContent(Message());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PostAsync(_webhook, content, cancellationToken);
        return response.IsSuccessStatusCode ? SinkResult.Delivered : SinkResult.Failed(Judge(response));
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    private static SinkFailure Judge(HttpResponseMessage response)
    {
        var kind = response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableContent => FailureKind.Rejected,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => FailureKind.Refused,
            HttpStatusCode.Gone => FailureKind.Fatal,
            _ => FailureKind.Transient,
        };
        return new SinkFailure(kind, $"HTTP {(int)response.StatusCode}")
        {
            Status = (int)response.StatusCode,
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private ReadOnlyMemory<byte> Message()
    {
        _body.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_body);
        json.WriteStartObject();
        json.WriteString("text", _text.WrittenSpan);
        json.WriteEndObject();
        json.Flush();
        return _body.WrittenMemory;
    }
}
