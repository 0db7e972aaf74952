using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;

namespace CustomSink;

/// <summary>Stands for a chat room: shows the messages that it is sent.</summary>
internal sealed class LoopbackChat : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TextWriter _screen;

    private LoopbackChat(TextWriter screen, int port)
    {
        _screen = screen;
        Webhook = $"http://127.0.0.1:{port}/";
        _listener.Prefixes.Add(Webhook);
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>Where it takes messages.</summary>
    public string Webhook { get; }

    /// <summary>Opens the room on a free port.</summary>
    public static LoopbackChat Start(TextWriter screen)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new LoopbackChat(screen, Release(probe));
    }

    /// <summary>Closes the room.</summary>
    public void Dispose() => _listener.Close();

    private static int Release(TcpListener probe)
    {
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            var exchange = await _listener.GetContextAsync();
            using var message = await JsonDocument.ParseAsync(exchange.Request.InputStream);
            await _screen.WriteAsync($"chat> {message.RootElement.GetProperty("text").GetString()}");
            exchange.Response.Close();
        }
    }
}
