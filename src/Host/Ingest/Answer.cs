using System;
using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>What a sender is told: a status and a small JSON object.</summary>
internal sealed record Answer(int Status)
{
    // The host's own pages are never HTML, and the texts are read by people.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How many events the pipeline has accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>How many of them had been taken before, and were not taken again.</summary>
    public int Repeats { get; init; }

    /// <summary>How safe they are, or <see langword="null"/> when there is nothing to be safe.</summary>
    public string? Ack { get; init; }

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public string? Error { get; init; }

    /// <summary>What to do about it, or <see langword="null"/>.</summary>
    public string? Hint { get; init; }

    /// <summary>Which line of the body is wrong, from 1; 0 when it is none.</summary>
    public int Line { get; init; }

    /// <summary>When to come again, in seconds; 0 for never.</summary>
    public int RetryAfter { get; init; }

    /// <summary>The methods that the path knows, for 405.</summary>
    public string? Allow { get; init; }

    /// <summary>Whether the answer is in Seq's shape, which clients of Seq read.</summary>
    public bool ForSeq { get; init; }

    /// <summary>A JSON document that is the whole answer, or <see langword="null"/>.</summary>
    public byte[]? Document { get; init; }

    /// <summary>The pipeline has the events.</summary>
    public static Answer Ok(int status, int accepted) => new(status) { Accepted = accepted };

    /// <summary>The sender made a mistake; nothing of the request was accepted.</summary>
    public static Answer Wrong(int status, string error, string? hint = null) =>
        new(status) { Error = error, Hint = hint };

    /// <summary>Not now; nothing of the request was accepted.</summary>
    public static Answer ComeAgain(string error) =>
        new(StatusCodes.Status503ServiceUnavailable)
        {
            Error = error,
            Hint = "nothing of this request was accepted; send it again",
            RetryAfter = 1,
        };

    /// <summary>Not now, for the memory that requests may hold together is taken; nothing of the request was accepted.</summary>
    public static Answer TooMany() => ComeAgain("too many requests are being read");

    /// <summary>Sends the answer.</summary>
    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        if (RetryAfter > 0)
        {
            response.Headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
        }

        if (Ack is not null)
        {
            response.Headers["X-ActorLog-Ack"] = Ack;
        }

        if (Allow is not null)
        {
            response.Headers.Allow = Allow;
        }

        var body = Document is null ? ToJson() : (byte[])[.. Document, (byte)'\n'];
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteNumber("accepted", Accepted);
            if (Repeats > 0)
            {
                writer.WriteNumber("repeats", Repeats);
            }

            if (ForSeq && Error is null)
            {
                writer.WriteNull("MinimumLevelAccepted");
            }

            if (Error is not null)
            {
                writer.WriteString("error", Error);
            }

            if (Line > 0)
            {
                writer.WriteNumber("line", Line);
            }

            if (Hint is not null)
            {
                writer.WriteString("hint", Hint);
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
