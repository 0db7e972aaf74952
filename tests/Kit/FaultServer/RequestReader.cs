using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace ActorLog.Kit;

/// <summary>Reads requests off a connection, in large reads.</summary>
internal sealed class RequestReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The next request's line and headers, or null when the client has closed the connection.</summary>
    public async ValueTask<RequestHead?> ReadHeadAsync()
    {
        int length;
        while ((length = Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        var head = RequestHead.Parse(Unread[..length]);
        _start += length + 4;
        return head;
    }

    /// <summary>The body that belongs to <paramref name="head"/>; empty when it is only to be skipped.</summary>
    public ValueTask<byte[]> ReadBodyAsync(RequestHead head, bool keep, Func<Task> beforeRead) =>
        head.IsChunked ? ReadChunksAsync(beforeRead) : ReadBytesAsync(head.ContentLength, keep, beforeRead);

    private async ValueTask<byte[]> ReadBytesAsync(long count, bool keep, Func<Task> beforeRead)
    {
        var body = keep && count > 0 ? new byte[count] : [];
        for (long done = 0; done < count; )
        {
            if (_start == _end)
            {
                await beforeRead();
                await RequireAsync();
            }

            var part = (int)Math.Min(count - done, _end - _start);
            if (keep)
            {
                Unread[..part].CopyTo(body.AsSpan((int)done));
            }

            _start += part;
            done += part;
        }

        return body;
    }

    private async ValueTask<byte[]> ReadChunksAsync(Func<Task> beforeRead)
    {
        var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(beforeRead);
            var size = int.Parse(line.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadBytesAsync(size, true, beforeRead));
            await ReadLineAsync(beforeRead);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async ValueTask<string> ReadLineAsync(Func<Task> beforeRead)
    {
        int length;
        while ((length = Unread.IndexOf("\r\n"u8)) < 0)
        {
            await beforeRead();
            await RequireAsync();
        }

        var line = Encoding.Latin1.GetString(Unread[..length]);
        _start += length + 2;
        return line;
    }

    private async ValueTask RequireAsync()
    {
        if (!await FillAsync())
        {
            throw new EndOfStreamException("The client closed the connection in the middle of a request.");
        }
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end));
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        var unread = _end - _start;
        var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
        Buffer.BlockCopy(_buffer, _start, target, 0, unread);
        _buffer = target;
        _start = 0;
        _end = unread;
    }
}
