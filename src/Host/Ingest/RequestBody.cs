using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text.Unicode;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>The whole body of a request, unpacked, in one piece of pooled memory.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer = [];
    private int _length;

    private RequestBody() { }

    /// <summary>The body, without the byte order mark that some editors write.</summary>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            var bytes = _buffer.AsMemory(0, _length);
            return bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body.</summary>
    /// <returns>The body, or the answer that refuses it.</returns>
    public static async ValueTask<(RequestBody? Body, Answer? Refusal)> ReadAsync(
        HttpRequest request,
        HttpInputOptions options,
        MemoryBudget.Share memory,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentLength > options.MaxBody)
        {
            return (null, TooLarge(options));
        }

        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            var error = $"the content encoding '{encoding}' is not known, expected gzip or none";
            return (null, Answer.Wrong(StatusCodes.Status415UnsupportedMediaType, error));
        }

        var (body, refusal) = await FillAsync(request.Body, options, memory, cancellationToken).ConfigureAwait(false);
        if (body is not null && encoding == "gzip")
        {
            using var packed = body;
            (body, refusal) = await packed.UnpackAsync(options, memory, cancellationToken).ConfigureAwait(false);
        }

        if (body is not null && !Utf8.IsValid(body._buffer.AsSpan(0, body._length)))
        {
            using var noText = body;
            return (null, noText.NotUtf8());
        }

        return (body, refusal);
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The answer to a body beyond the limit.</summary>
    public static Answer TooLarge(HttpInputOptions options) =>
        Answer.Wrong(
            StatusCodes.Status413PayloadTooLarge,
            $"the body is larger than {options.MaxBody} bytes",
            "nothing of it was accepted; send it in parts, or raise max-body of the input"
        );

    private static async ValueTask<(RequestBody? Body, Answer? Refusal)> FillAsync(
        Stream source,
        HttpInputOptions options,
        MemoryBudget.Share memory,
        CancellationToken cancellationToken
    )
    {
        var body = new RequestBody();
        Answer? refusal = null;
        try
        {
            var read = 1;
            while (read > 0 && refusal is null)
            {
                if (body._length == body._buffer.Length && !body.TryGrow(memory))
                {
                    refusal = Answer.ComeAgain("too many requests are being read");
                    break;
                }

                var room = body._buffer.AsMemory(body._length);
                read = await source.ReadAsync(room, cancellationToken).ConfigureAwait(false);
                body._length += read;
                refusal = body._length > options.MaxBody ? TooLarge(options) : null;
            }

            if (refusal is null)
            {
                return (body, null);
            }

            body.Dispose();
            return (null, refusal);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async ValueTask<(RequestBody? Body, Answer? Refusal)> UnpackAsync(
        HttpInputOptions options,
        MemoryBudget.Share memory,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var source = new GZipStream(new MemoryStream(_buffer, 0, _length), CompressionMode.Decompress);
            var (body, refusal) = await FillAsync(source, options, memory, cancellationToken).ConfigureAwait(false);
            if (body is null || IsWhole(body._length))
            {
                return (body, refusal);
            }

            body.Dispose();
            return (null, NotGzip("it is cut off, or has several members"));
        }
        catch (InvalidDataException failure)
        {
            return (null, NotGzip(failure.Message));
        }
    }

    // GZipStream takes a stream that ends too early for a shorter one: only the length at the end tells.
    private bool IsWhole(int unpacked) =>
        _length == 0
        || (_length >= 4 && BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_length - 4, 4)) == unpacked);

    private static Answer NotGzip(string reason) =>
        Answer.Wrong(StatusCodes.Status400BadRequest, $"the body is not valid gzip: {reason}");

    private bool TryGrow(MemoryBudget.Share memory)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, _buffer.Length * 2));
        if (!memory.TryTake(larger.Length - _buffer.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
        return true;
    }

    private Answer NotUtf8()
    {
        var valid = _buffer.AsSpan(0, _length);
        Utf8.ToUtf16(valid, new char[valid.Length], out var read, out _, replaceInvalidSequences: false);
        return Answer.Wrong(
            StatusCodes.Status400BadRequest,
            $"the body is not UTF-8 at byte {read + 1}",
            "nothing of it was accepted; send it as UTF-8"
        );
    }
}
