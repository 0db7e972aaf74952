using System;
using System.Collections.Generic;
using ActorLog.Options;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>The HTTP sender: posts events, one request at a time and in order.</summary>
/// <remarks>
/// Which answers are tried again, which events are given up and when the sink waits for its configuration to be put right
/// is the table in docs/http-sender.md.
/// </remarks>
public sealed record HttpSinkOptions : SinkOptions
{
    /// <summary>Creates the options with their defaults.</summary>
    public HttpSinkOptions() => Timeout = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    public override string Type => "http";

    /// <summary>
    /// Where events are sent: an absolute http or https URL without user name and password, which belong into
    /// <see cref="Auth"/>. Required.
    /// </summary>
    public string Url { get; init; } = "";

    /// <summary>The method: POST or GET, in any case. Default: POST.</summary>
    public string Method
    {
        get;
        init => field = value?.Trim().ToUpperInvariant() ?? "";
    } = "POST";

    /// <summary>What a request carries. Default: <c>form</c>, which with GET is <c>query</c>.</summary>
    public HttpPayload Payload { get; init; }

    /// <summary>
    /// The format of the text in <c>form</c> and <c>query</c>: <c>text</c>, an output template, or another format's name; its
    /// final line end is not sent. Ignored by the other payloads. Default: <c>text</c>.
    /// </summary>
    public string Format { get; init; } = "text";

    /// <summary>The name of the field that carries the text in <c>form</c> and <c>query</c>. Default: <c>log</c>.</summary>
    public string Field { get; init; } = "log";

    /// <summary>The Content-Type of POST. Default: empty, the one that belongs to the payload.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Further headers. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Who the sender is. Default: it does not say.</summary>
    public HttpAuthOptions Auth { get; init; } = new();

    /// <summary>How bodies are compressed. POST only. Default: not at all.</summary>
    public HttpCompression Compression { get; init; }

    /// <summary>How long a connection may take to come about; counts towards the timeout of its request. Default: 3 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The header that carries the same text whenever the same events are sent, so that a receiver can tell a repeat; empty
    /// for no such header. Default: <c>Idempotency-Key</c>.
    /// </summary>
    public string IdempotencyHeader { get; init; } = "Idempotency-Key";

    /// <summary>
    /// The proxy: <c>none</c>, <c>system</c> (the environment's HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY), or its URL.
    /// Default: <c>none</c>, so that the environment of a process cannot send its log elsewhere.
    /// </summary>
    public string Proxy { get; init; } = "none";

    /// <summary>The payload that goes with the method.</summary>
    internal HttpPayload EffectivePayload =>
        Payload == HttpPayload.Form && Method == "GET" ? HttpPayload.Query : Payload;

    /// <summary>Whether a request carries as many events as are waiting.</summary>
    internal bool CarriesMany => Payload is HttpPayload.NdJson or HttpPayload.Clef;

    /// <summary>One request has the timeout. A batch may take several: no further one is begun after a second.</summary>
    protected internal override TimeSpan WorkerTimeout => Timeout + (2 * HttpSink.MostPerCall);

    /// <inheritdoc/>
    public override ILogSink CreateSink(SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new HttpSink(this, context, CreateFormatter(context));
    }

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors, string path)
    {
        base.Validate(errors, path);
        HttpSinkValidator.Validate(this, errors, path);
    }

    internal static HttpSinkOptions Read(OptionsReader reader, HttpSinkOptions? defaults = null)
    {
        defaults ??= new HttpSinkOptions();
        var headers = reader.Map("headers");
        var auth = HttpAuthOptions.Read(reader.Section("auth"));
        return ReadCommon(reader, defaults) with
        {
            Url = reader.Text("url", defaults.Url),
            Method = reader.Text("method", defaults.Method),
            Payload = reader.Choice(
                "payload",
                defaults.Payload,
                ("form", HttpPayload.Form),
                ("query", HttpPayload.Query),
                ("record", HttpPayload.Record),
                ("json", HttpPayload.Json),
                ("ndjson", HttpPayload.NdJson),
                ("clef", HttpPayload.Clef)
            ),
            Format = reader.Text("format", defaults.Format),
            Field = reader.Text("field", defaults.Field),
            ContentType = reader.Text("content-type", defaults.ContentType),
            Headers = headers.Count > 0 ? headers : defaults.Headers,
            Auth = auth == new HttpAuthOptions() ? defaults.Auth : auth,
            Compression = reader.Choice(
                "compression",
                defaults.Compression,
                ("none", HttpCompression.None),
                ("gzip", HttpCompression.Gzip)
            ),
            ConnectTimeout = reader.Duration("connect-timeout", defaults.ConnectTimeout),
            IdempotencyHeader = reader.Text("idempotency-header", defaults.IdempotencyHeader),
            Proxy = reader.Text("proxy", defaults.Proxy),
        };
    }

    private ILogFormatter CreateFormatter(SinkContext context) =>
        EffectivePayload switch
        {
            HttpPayload.Form or HttpPayload.Query => new FormFormatter(
                Field,
                context.Safe(LogFormats.Create(Format, context.Clock))
            ),
            HttpPayload.Record => new RecordFormatter(RecordProcess.Current()),
            HttpPayload.Clef => LogFormats.Create("clef", context.Clock),
            _ => LogFormats.Create("json", context.Clock),
        };
}
