using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Tests.Processes;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Inputs.Http;

public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData(1024, 500_000, 1024)]
    [InlineData(1024, 1400, 1024)]
    [InlineData(1024, 900, 675)]
    [InlineData(1024, 300, 172)]
    [InlineData(1024, 129, 1)]
    [InlineData(1024, -5, 1)]
    [InlineData(5, 900, 5)]
    public void AQuarterOfTheFilesThatAreLeftIsKept(int wanted, long files, int expected)
    {
        Assert.Equal(expected, ConnectionLimit.Of(wanted, files));
    }

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max open files", null)]
    public void TheLimitOfFilesIsReadAsLinuxWritesIt(string line, long? expected)
    {
        Assert.Equal(expected, ConnectionLimit.MostFiles(["Limit   Soft Limit   Hard Limit   Units", line]));
    }

    [UnixFact]
    public async Task AHostThatMayOpenFewFilesTakesAsManyConnectionsAsItCanAndSaysSo()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Elsewhere the limit is not known.
        }

        using var folder = new TempFolder();
        var file = folder.Write(
            "host.conf",
            """
            actorlog {
              inputs {
                first { type = http, listen = "127.0.0.1:0" }
                second { type = http, listen = "127.0.0.1:0" }
              }
              sinks { console { type = console } }
            }
            """
        );
        using var host = HostProcess.StartAfter(folder.Path, "ulimit -n 400", "run", "-c", file);
        var address = await host.AddressAsync();
        var most = await MostAsync(host, "first");
        Assert.True(most + await MostAsync(host, "second") < 300);

        var open = new List<TcpClient>();
        for (var i = 0; i < most; i++)
        {
            open.Add(await ConnectAsync(address));
        }

        // Each is closed before the next one comes.
        for (var i = 0; i < 300; i++)
        {
            using var further = await ConnectAsync(address);
            Assert.Equal(0, await ReadAsync(further).WithinLimit());
        }

        Assert.Contains(
            $"1 connection was closed at once: there are {most} already, and may be no more",
            await host.ErrorLineAsync("closed at once")
        );
        open.ForEach(client => client.Dispose());
        await UntilAsync(address);
    }

    private static async Task<int> MostAsync(HostProcess host, string input)
    {
        var told = await host.ErrorLineAsync($"input '{input}': takes");
        return int.Parse(Regex.Match(told, "takes ([0-9]+) connections").Groups[1].Value);
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    // A connection that is closed with something unread is reset.
    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // The host sees a little later than we do that a connection has been closed.
    private static async Task UntilAsync(Uri address)
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                using var answer = await client.PostAsync(new Uri(address, "ingest"), new StringContent("a"));
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }
}
