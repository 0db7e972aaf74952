using System;
using System.Buffers;
using System.IO;
using System.IO.Compression;
using System.Text.Unicode;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Http;
using Microsoft.AspNetCore.Http;

namespace ActorLog.Host.Ingest;

/// <summary>The whole body of a request, unpacked, in one piece of pooled memory that goes back when it is disposed.</summary>
internal sealed class RequestBody(HttpInputOptions options, MemoryBudget.Share memory) : IDisposable
{
    private const int FirstSize = 16 * 1024;

    // A whole member of gzip, put behind what is unpacked. GZipStream takes a stream that ends too early for a shorter one, and
    // several members, as who appends to a packed file has them, for one: only if this is unpacked last was nothing cut off.
    private static readonly byte[] PackedEnd = Pack(End);

    private byte[] _buffer = [];
    private int _length;

    /// <summary>The body, without the byte order mark that some editors write.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            var bytes = _buffer.AsSpan(0, _length);
            return bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        }
    }

    private static ReadOnlySpan<byte> End => "the end of the body"u8;

    private static ReadOnlySpan<byte> GzipMark => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The answer to a body beyond the limit.</summary>
    public static Answer TooLarge(HttpInputOptions options) =>
        Answer.Wrong(
            StatusCodes.Status413PayloadTooLarge,
            $"the body is larger than {options.MaxBody} bytes",
            "nothing of it was accepted; send it in parts, or raise max-body of the input"
        );

    /// <summary>Reads the body, unpacks it, and sees that it is text.</summary>
    /// <returns>The answer that refuses it, or <see langword="null"/>.</returns>
    public async ValueTask<Answer?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaxBody)
        {
            return TooLarge(options);
        }

        var encoding = request.Headers.ContentEncoding.ToString();
        var packing = encoding.ToLowerInvariant();
        if (packing is not ("" or "identity" or "gzip" or "x-gzip"))
        {
            var error = $"the content encoding '{encoding}' is not known, expected gzip or none";
            return Answer.Wrong(StatusCodes.Status415UnsupportedMediaType, error);
        }

        var refusal = await FillAsync(request.Body, options.MaxBody, cancellationToken).ConfigureAwait(false);
        if (refusal is null && packing is ("gzip" or "x-gzip"))
        {
            refusal = await UnpackAsync(cancellationToken).ConfigureAwait(false);
        }

        return refusal ?? CheckText();
    }

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async ValueTask<Answer?> FillAsync(Stream source, long limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length && !TryGrow())
            {
                return Answer.TooMany();
            }

            int read;
            try
            {
                read = await source.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            }
            catch (IOException failure) when (failure is not BadHttpRequestException)
            {
                // The sender has gone, and hears nothing; or a chunk says that it is larger than any number.
                return Unreadable();
            }

            _length += read;
            if (_length > limit)
            {
                return TooLarge(options);
            }

            if (read == 0)
            {
                return null;
            }
        }
    }

    private async ValueTask<Answer?> UnpackAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Length - _length < PackedEnd.Length && !TryGrow())
        {
            return Answer.TooMany();
        }

        PackedEnd.CopyTo(_buffer, _length);
        var (packed, packedLength) = (_buffer, _length + PackedEnd.Length);
        (_buffer, _length) = ([], 0);
        try
        {
            await using var source = new GZipStream(
                new MemoryStream(packed, 0, packedLength),
                CompressionMode.Decompress
            );
            var limit = options.MaxBody + End.Length;
            return await FillAsync(source, limit, cancellationToken).ConfigureAwait(false)
                ?? (TryTakeEnd() ? null : NotGzip("it is cut off, or goes on behind its end"));
        }
        catch (InvalidDataException)
        {
            // What the unpacker says of it is about archives, of which there is none here.
            return NotGzip(
                packed.AsSpan(0, packedLength).StartsWith(GzipMark)
                    ? "it is damaged or cut off"
                    : "it does not begin as gzip does"
            );
        }
        finally
        {
            Return(packed);
        }
    }

    private bool TryTakeEnd()
    {
        var hasEnd = _buffer.AsSpan(0, _length).EndsWith(End);
        _length -= hasEnd ? End.Length : 0;
        return hasEnd;
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static Answer Unreadable() =>
        Answer.Wrong(
            StatusCodes.Status400BadRequest,
            "the body broke off, or a chunk of it has no size that can be",
            "nothing of it was accepted; send it again"
        );

    private static Answer NotGzip(string reason) =>
        Answer.Wrong(StatusCodes.Status400BadRequest, $"the body is not valid gzip: {reason}");

    private Answer? CheckText()
    {
        var bytes = _buffer.AsSpan(0, _length);
        if (Utf8.IsValid(bytes))
        {
            return null;
        }

        Utf8.ToUtf16(bytes, new char[bytes.Length], out var valid, out _, replaceInvalidSequences: false);
        return Answer.Wrong(
            StatusCodes.Status400BadRequest,
            $"the body is not UTF-8 at byte {valid + 1}",
            "nothing of it was accepted; send it as UTF-8"
        );
    }

    private bool TryGrow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, _buffer.Length * 2));
        if (!memory.TryTake(larger.Length - _buffer.Length))
        {
            Return(larger);
            return false;
        }

        _buffer.AsSpan(0, _length).CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
        return true;
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
