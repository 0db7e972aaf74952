using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>An <c>actorlog</c> process with one file behind it, seen from the side of those who send to it.</summary>
internal sealed class HostUnderBench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorlog-bench-");
    private readonly Process _process;

    private HostUnderBench()
    {
        var configuration = Path.Combine(_folder.FullName, "bench.conf");
        File.WriteAllText(
            configuration,
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:0" }, stdin { type = stdin } }
              sinks { file { type = file, path = "{{Output}}", format = json } }
            }
            """
        );
        var program = Path.Combine(AppContext.BaseDirectory, "actorlog.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", "-c", configuration])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Where its events go.</summary>
    public string Output => Path.Combine(_folder.FullName, "out.log");

    /// <summary>Sends to it over HTTP, on as many connections as there are requests at once.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that it has had.</summary>
    public long PeakWorkingSet => _process.PeakWorkingSet64;

    public static async Task<HostUnderBench> StartAsync()
    {
        var host = new HostUnderBench();
        while (await host._process.StandardError.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
            {
                host.Client.BaseAddress = new Uri(line[at..].Split(' ')[0]);
                _ = host._process.StandardError.ReadToEndAsync();
                return host;
            }
        }

        throw new InvalidOperationException("actorlog did not start");
    }

    /// <summary>Waits until it has delivered so many events since its start.</summary>
    public async Task DeliveredAsync(long events)
    {
        while (await CountDeliveredAsync() < events)
        {
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<long> CountDeliveredAsync()
    {
        using var status = JsonDocument.Parse(await Client.GetStringAsync("/status"));
        return status.RootElement.GetProperty("sinks")[0].GetProperty("ledger").GetProperty("delivered").GetInt64();
    }
}
