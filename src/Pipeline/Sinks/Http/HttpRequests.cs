using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Text;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>Makes the requests of a sender out of payloads.</summary>
internal sealed class HttpRequests
{
    // The path and query are written as they are encoded here; parsing them again would cost and could change them.
    private static readonly UriCreationOptions AsWritten = new()
    {
        DangerousDisablePathAndQueryCanonicalization = true,
    };

    private readonly HttpSinkOptions _options;
    private readonly string _contentType;
    private readonly Uri _url;
    private readonly string _queryStart;
    private readonly MemoryStream? _compressed;

    public HttpRequests(HttpSinkOptions options)
    {
        _options = options;
        _contentType = options.ContentType.Length > 0 ? options.ContentType : ContentTypeOf(options.Payload);
        _url = new Uri(options.Url);
        var address = _url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        _queryStart = address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?');
        _compressed = options.Compression == HttpCompression.Gzip ? new MemoryStream() : null;
    }

    /// <summary>A request that carries the payload.</summary>
    /// <param name="payload">The payload, which must not change until the request is done.</param>
    /// <param name="authorization">The value of the header Authorization, or <see langword="null"/>.</param>
    /// <param name="idempotencyKey">The value of the idempotency header, or <see langword="null"/>.</param>
    public HttpRequestMessage Create(ByteBuffer payload, string? authorization, string? idempotencyKey)
    {
        var request =
            _options.Method == "GET"
                ? new HttpRequestMessage(HttpMethod.Get, WithQuery(payload.Written))
                : new HttpRequestMessage(HttpMethod.Post, _url) { Content = CreateContent(payload.WrittenMemory) };
        var headers = request.Headers;
        foreach (var (name, value) in _options.Headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        if (authorization is not null)
        {
            headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (idempotencyKey is not null)
        {
            headers.TryAddWithoutValidation(_options.IdempotencyHeader, idempotencyKey);
        }

        return request;
    }

    private static string ContentTypeOf(HttpPayload payload) =>
        payload switch
        {
            HttpPayload.Json => "application/json",
            HttpPayload.NdJson => "application/x-ndjson",
            HttpPayload.Clef => "application/vnd.serilog.clef",
            _ => "application/x-www-form-urlencoded",
        };

    private Uri WithQuery(ReadOnlySpan<byte> form) =>
        new(string.Concat(_queryStart, Encoding.ASCII.GetString(form)), AsWritten);

    private ReadOnlyMemoryContent CreateContent(ReadOnlyMemory<byte> payload)
    {
        var content = new ReadOnlyMemoryContent(_compressed is null ? payload : Compress(payload.Span, _compressed));
        content.Headers.TryAddWithoutValidation("Content-Type", _contentType);
        if (_compressed is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        }

        return content;
    }

    private static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> payload, MemoryStream compressed)
    {
        compressed.SetLength(0);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(payload);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }
}
