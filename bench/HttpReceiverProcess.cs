using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>An <see cref="HttpReceiver"/> that runs, seen from the side of the sender.</summary>
internal sealed class HttpReceiverProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HttpReceiverProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/api/log/get");

    /// <summary>A port on which nobody listens.</summary>
    public static int DeadPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Starts a receiver.</summary>
    /// <param name="milliseconds">How long it takes for an answer; below 0 it never answers.</param>
    public static async Task<HttpReceiverProcess> StartAsync(int milliseconds = 0)
    {
        var start = ChildProcess.StartInfo("http-receiver-child", milliseconds.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardError = false;
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new HttpReceiverProcess(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>What came since the last time; numbers are expected from 0 on again.</summary>
    public async Task<HttpReceipt> TakeReceiptAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize<HttpReceipt>((await _process.StandardOutput.ReadLineAsync())!)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
