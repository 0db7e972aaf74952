using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace ActorLog.Bench;

/// <summary>Runs this program again for a case that needs a process, or a standard output, of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts the child, reads all that it writes to stdout, and its row from stderr.</summary>
    public static async Task<(BenchRow Row, long StdoutBytes, TimeSpan Elapsed)> RunAsync(params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(StartInfo(arguments))!;
        var reading = CountAsync(process.StandardOutput.BaseStream);
        var stderr = await process.StandardError.ReadToEndAsync();
        var row = stderr.Split('\n').First(line => line.StartsWith('{'));
        var bytes = await reading;
        await process.WaitForExitAsync();
        return (JsonSerializer.Deserialize<BenchRow>(row)!, bytes, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>How this program is started again, with stdout and stderr for the parent to read.</summary>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Tells the parent the child's row.</summary>
    public static void Tell(BenchRow row) => Console.Error.WriteLine(JsonSerializer.Serialize(row));

    private static async Task<long> CountAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; )
        {
            bytes += read;
        }

        return bytes;
    }
}
