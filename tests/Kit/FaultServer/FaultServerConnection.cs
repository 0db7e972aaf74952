using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Kit;

/// <summary>One connection of a <see cref="FaultServer"/>: reads a request, does what the script says, and so on.</summary>
internal sealed class FaultServerConnection(FaultServer server, Socket socket, int number)
{
    private static readonly int StatusLine = "HTTP/1.1 200".Length;
    private static readonly byte[] Filling = CreateFilling();

    private readonly CancellationTokenSource _stopped = new();

    /// <summary>Whether the client has closed its end: known at once on loopback.</summary>
    public bool ClientHasGone
    {
        get
        {
            try
            {
                return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    public async Task RunAsync(X509Certificate2? certificate)
    {
        try
        {
            Stream stream = new NetworkStream(socket, ownsSocket: false);
            if (certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(certificate);
                stream = secure;
            }

            var reader = new RequestReader(stream);
            while (await ServeAsync(stream, reader)) { }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or SocketException
                        or ObjectDisposedException
                        or OperationCanceledException
                        or AuthenticationException
            )
        {
            // The client has gone, or the server was stopped.
        }
        finally
        {
            socket.Dispose();
            server.Closed(this);
        }
    }

    /// <summary>Breaks the connection with a reset, whatever it is doing.</summary>
    public void Reset()
    {
        _stopped.Cancel();
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }

        socket.Dispose();
    }

    /// <summary>Serves one request; false when the connection is to be closed.</summary>
    private async Task<bool> ServeAsync(Stream stream, RequestReader reader)
    {
        if (await reader.ReadHeadAsync() is not { } head)
        {
            return false;
        }

        var reply = server.Begin(this);
        BreakAt(Break.ResetInRequest, reply);
        await HangAtAsync(Hang.BeforeReadingBody, reply);
        if (head.Asks && !reply.IsBeforeBody)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        }

        var body = reply.IsBeforeBody
            ? []
            : await reader.ReadBodyAsync(head, server.ReadsBodies, () => Pause(reply.ReadPause));
        reply =
            server.Receive(count => new ReceivedRequest(count, number, head.Method, head.Target, head.Headers, body))
            ?? reply;
        await Pause(reply.Delay);
        BreakAt(Break.ResetBeforeHeaders, reply);
        await HangAtAsync(Hang.BeforeHeaders, reply);
        await AnswerAsync(stream, reply);
        if (reply.Break == Break.HalfClose)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        return !head.Closes && !reply.IsLast;
    }

    private async Task AnswerAsync(Stream stream, FaultReply reply)
    {
        var head = await TrickleAsync(stream, reply);
        if (reply is { Hang: Hang.Nowhere, Break: Break.Nowhere, IsChunked: false, Padding: 0 })
        {
            // In one write, and no longer busy before the client can know: its next request is not one at the same time.
            server.End(this);
            await stream.WriteAsync(reply.Body.Length == 0 ? head : [.. head, .. reply.Body]);
            return;
        }

        if (reply.Break == Break.ResetMidHeaders)
        {
            await stream.WriteAsync(head.AsMemory(0, StatusLine / 2));
            BreakAt(Break.ResetMidHeaders, reply);
        }

        await stream.WriteAsync(head);
        await HangAtAsync(Hang.AfterHeaders, reply);
        var half = reply.Body.Length / 2;
        await WriteAsync(stream, reply, reply.Body.AsMemory(0, half));
        BreakAt(Break.ResetMidBody, reply);
        await HangAtAsync(Hang.MidBody, reply);
        server.End(this);
        if (reply.Break != Break.CloseMidBody)
        {
            await WriteAsync(stream, reply, reply.Body.AsMemory(half));
            await FinishAsync(stream, reply);
        }
    }

    // Writes the status line byte by byte if the reply says so. Gives what is left of the head.
    private async Task<byte[]> TrickleAsync(Stream stream, FaultReply reply)
    {
        var head = reply.Head();
        if (reply.StatusPause == TimeSpan.Zero)
        {
            return head;
        }

        for (var i = 0; i < StatusLine; i++)
        {
            await Pause(reply.StatusPause);
            await stream.WriteAsync(head.AsMemory(i, 1));
        }

        return head[StatusLine..];
    }

    private static async Task FinishAsync(Stream stream, FaultReply reply)
    {
        for (var left = reply.Padding; left > 0; left -= Filling.Length)
        {
            await WriteAsync(stream, reply, Filling.AsMemory(0, (int)Math.Min(left, Filling.Length)));
        }

        if (reply.IsChunked)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        }
    }

    private static async Task WriteAsync(Stream stream, FaultReply reply, ReadOnlyMemory<byte> part)
    {
        if (!reply.IsChunked)
        {
            await stream.WriteAsync(part);
        }
        else if (!part.IsEmpty)
        {
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part.Span, 13, 10]);
        }
    }

    private Task Pause(TimeSpan time) =>
        time > TimeSpan.Zero ? Task.Delay(time, server.Clock, _stopped.Token) : Task.CompletedTask;

    private async Task HangAtAsync(Hang here, FaultReply reply)
    {
        if (reply.Hang == here)
        {
            await server.Hang().WaitAsync(_stopped.Token);
        }
    }

    private void BreakAt(Break here, FaultReply reply)
    {
        if (reply.Break == here)
        {
            Reset();
            throw new OperationCanceledException();
        }
    }

    private static byte[] CreateFilling()
    {
        var filling = new byte[16 * 1024];
        Array.Fill(filling, (byte)'x');
        return filling;
    }
}
