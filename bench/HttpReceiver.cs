using System;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>
/// The far end of the HTTP cases, in a process of its own: a thread for each connection that reads requests off the raw
/// socket, counts their events, looks whether those come in order, and answers.
/// </summary>
/// <remarks>
/// It keeps nothing and makes no objects, so that what is measured is the sender. Its first line to stdout is its port;
/// every line from stdin asks what came since the last one, and the end of stdin is its own.
/// </remarks>
internal static class HttpReceiver
{
    private static readonly byte[] Answer = [.. "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8];
    private static readonly Lock Gate = new();

    // All below is guarded by Gate.
    private static HttpReceipt _receipt = new();
    private static int _next;

    /// <param name="arguments">How many milliseconds an answer takes; below 0 for none at all.</param>
    public static async Task<int> ChildAsync(string[] arguments)
    {
        var delay = TimeSpan.FromMilliseconds(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        new Thread(() => Accept(listener, delay)) { IsBackground = true }.Start();
        while (await Console.In.ReadLineAsync() is not null)
        {
            lock (Gate)
            {
                Console.WriteLine(JsonSerializer.Serialize(_receipt));
                _receipt = new HttpReceipt();
                _next = 0;
            }
        }

        return 0;
    }

    private static void Accept(Socket listener, TimeSpan delay)
    {
        while (true)
        {
            var connection = listener.Accept();
            connection.NoDelay = true;
            new Thread(() => Serve(connection, delay)) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket connection, TimeSpan delay)
    {
        try
        {
            using (connection)
            {
                var reader = new HttpReceiverReader(connection);
                while (reader.Read())
                {
                    Count(reader.Body, reader.RequestBytes);
                    if (delay >= TimeSpan.Zero)
                    {
                        Thread.Sleep(delay);
                        connection.Send(Answer);
                    }
                }
            }
        }
        catch (SocketException)
        {
            // The sender has gone.
        }
    }

    private static void Count(ReadOnlySpan<byte> body, int requestBytes)
    {
        lock (Gate)
        {
            _receipt.Requests++;
            _receipt.Bytes += requestBytes;
            while (!body.IsEmpty)
            {
                // "user 17 did" in a line of JSON, user+17+did in a form.
                var at = body.IndexOf("user"u8) + "user ".Length;
                if (at > 4 && Utf8Parser.TryParse(body[at..], out int user, out _))
                {
                    _receipt.OutOfOrder += user == _next ? 0 : 1;
                    _next = user + 1;
                }

                _receipt.Events++;
                var end = body.IndexOf((byte)'\n');
                body = end < 0 ? [] : body[(end + 1)..];
            }
        }
    }
}
