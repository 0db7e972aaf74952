using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ActorLog.Kit;

/// <summary>What a <see cref="FaultServer"/> does with one request: the answer, and what is wrong with it.</summary>
public sealed record FaultReply
{
    /// <summary>The status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Headers besides Content-Length.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>How many bytes of <c>x</c> follow the body: a huge answer needs no huge array.</summary>
    public long Padding { get; init; }

    /// <summary>Sent instead of the true Content-Length.</summary>
    public long? ContentLength { get; init; }

    /// <summary>Sends the body in chunks, without Content-Length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Answers when the request's headers are read, leaves its body unread, and closes.</summary>
    public bool IsBeforeBody { get; init; }

    /// <summary>Waits so long before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Waits so long before every read of the request's body.</summary>
    public TimeSpan ReadPause { get; init; }

    /// <summary>Waits so long before every byte of the status line.</summary>
    public TimeSpan StatusPause { get; init; }

    /// <summary>Where the server stops until it is released.</summary>
    public Hang Hang { get; init; }

    /// <summary>Where the connection breaks.</summary>
    public Break Break { get; init; }

    /// <summary>Sent instead of head and body, whatever it is; the connection is closed behind it.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Closes the connection behind the answer, in order, and says so.</summary>
    public bool Closes { get; init; }

    /// <summary>An answer without a body.</summary>
    public static FaultReply Of(int status, string body = "") =>
        new() { Status = status, Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>An answer that asks to come back: in seconds, or at an HTTP date.</summary>
    public static FaultReply RetryAfter(int status, string value) => Of(status).With("Retry-After", value);

    /// <summary>An answer that sends the client elsewhere.</summary>
    public static FaultReply Redirect(int status, string location) => Of(status).With("Location", location);

    /// <summary>The same with one more header.</summary>
    public FaultReply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    internal bool IsLast => Closes || IsBeforeBody || Raw is not null || Break == Break.CloseMidBody;

    internal byte[] Head()
    {
        if (Raw is not null)
        {
            return Raw;
        }

        var length = ContentLength ?? Body.Length + Padding;
        var framing = IsChunked
            ? "Transfer-Encoding: chunked\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        var closes = Closes || IsBeforeBody ? "Connection: close\r\n" : "";
        var headers = string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        return Encoding.UTF8.GetBytes($"HTTP/1.1 {Status} Status {Status}\r\n{framing}{closes}{headers}\r\n");
    }
}
