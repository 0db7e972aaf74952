using System;
using System.Buffers.Text;
using System.Net.Sockets;

namespace ActorLog.Bench;

/// <summary>Reads requests with a Content-Length off a socket, one after the other, into one buffer.</summary>
internal sealed class HttpReceiverReader(Socket socket)
{
    // Small to begin with: Python opens a connection for each event.
    private byte[] _buffer = new byte[64 * 1024];
    private int _head;
    private int _used;

    /// <summary>How many bytes the request has, its head included.</summary>
    public int RequestBytes { get; private set; }

    /// <summary>The body, until the next one is read.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_head, RequestBytes - _head);

    /// <summary>Reads the next request; false when the sender has closed the connection.</summary>
    public bool Read()
    {
        _buffer.AsSpan(RequestBytes, _used - RequestBytes).CopyTo(_buffer);
        _used -= RequestBytes;
        RequestBytes = 0;
        while ((_head = _buffer.AsSpan(0, _used).IndexOf("\r\n\r\n"u8) + 4) < 4)
        {
            if (!Fill())
            {
                return false;
            }
        }

        var length = _head + ContentLength(_buffer.AsSpan(0, _head));
        if (length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(length, 2 * _buffer.Length));
        }

        while (_used < length)
        {
            if (!Fill())
            {
                return false;
            }
        }

        RequestBytes = length;
        return true;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        return at >= 16 && Utf8Parser.TryParse(head[at..], out int length, out _) ? length : 0;
    }

    private bool Fill()
    {
        var read = socket.Receive(_buffer.AsSpan(_used));
        _used += read;
        return read > 0;
    }
}
