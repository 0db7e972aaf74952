using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace AkkaService;

/// <summary>
/// A host and three nodes, each a process. One node is killed, the others are told to stop; then the host's file is read:
/// nothing of those that stopped may be missing, and nothing of any may be out of order.
/// </summary>
internal static partial class ClusterDemo
{
    private static readonly string[] Names = ["node-1", "node-2", "node-3"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string actorlog, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("akka-service-").FullName;
        var (ports, log) = (FreePorts(4), Path.Combine(folder, "all.log"));
        var processes = new List<Process>();
        try
        {
            processes.Add(StartHost(actorlog, folder, ports[3], log));
            for (var i = 0; i < Names.Length; i++)
            {
                processes.Add(StartNode(Names[i], ports[i], ports[0], ports[3]));
            }

            return await PlayAsync(processes, log, output) ? 0 : 1;
        }
        finally
        {
            processes.ForEach(process => process.Kill(entireProcessTree: true));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> PlayAsync(List<Process> processes, string log, TextWriter output)
    {
        await UntilAsync(() => Names.All(name => Orders(log, name).Length >= 100), "each node has logged 100 orders");
        output.WriteLine("three nodes log to one host; node-3 is killed");
        processes[3].Kill();
        var before = Orders(log, "node-1").Length;
        await UntilAsync(() => Orders(log, "node-1").Length >= before + 100, "the others go on");

        output.WriteLine("the others get SIGTERM");
        await Task.WhenAll(StopAsync(processes[1]), StopAsync(processes[2]));
        await StopAsync(processes[0]);
        return Names.Select(name => Check(log, name, output)).ToArray().All(ok => ok);
    }

    private static bool Check(string log, string name, TextWriter output)
    {
        var orders = Orders(log, name);
        var inOrder = orders.SequenceEqual(Enumerable.Range(1, orders.Length));
        var lines = Lines(log);
        var closed = lines.Count(line => line.Contains($" closed at {name}", StringComparison.Ordinal));
        var last = lines.Any(line =>
            line.Contains($"closed after {orders.Length} orders at {name}", StringComparison.Ordinal)
        );
        var killed = name == "node-3";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {orders.Length} orders, {(inOrder ? "in order, none missing" : "OUT OF ORDER OR MISSING")}, {closed} last lines{(killed ? ", killed" : "")}"
            )
        );
        return inOrder && (killed || (last && closed == 50));
    }

    private static Process StartHost(string actorlog, string folder, int port, string log)
    {
        var conf = Path.Combine(folder, "host.conf");
        File.WriteAllText(
            conf,
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:{{port}}" } }
              sinks { file { type = file, path = "{{log.Replace('\\', '/')}}" } }
            }
            """
        );
        return Start(actorlog, "run", "-c", conf);
    }

    private static Process StartNode(string name, int port, int seedPort, int hostPort) =>
        Start(
            typeof(ClusterDemo).Assembly.Location,
            "node",
            name,
            port.ToString(CultureInfo.InvariantCulture),
            seedPort.ToString(CultureInfo.InvariantCulture),
            $"http://127.0.0.1:{hostPort}/ingest"
        );

    private static Process Start(string dll, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [dll, .. arguments]) { RedirectStandardInput = true })!;

    private static async Task StopAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
    }

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not come to this: {what}.");
            }
        }
    }

    private static int[] Orders(string log, string name) =>
        [
            .. Lines(log)
                .Select(line => Order().Match(line))
                .Where(match => match.Success && match.Groups[2].Value == name)
                .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
        ];

    private static string[] Lines(string log)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n');
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Stop());
        return ports;
    }

    [GeneratedRegex(@"order (\d+) at (node-\d)\b")]
    private static partial Regex Order();
}
