using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ActorLog.Chaos;

/// <summary>What a process holds at one moment, as Linux tells it.</summary>
/// <param name="Seconds">Since the beginning.</param>
/// <param name="ResidentKiB">Its memory (VmRSS).</param>
/// <param name="Handles">Its open files and sockets (/proc/PID/fd).</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Acknowledged">Events that it had acknowledged by then.</param>
public sealed record HostSample(double Seconds, long ResidentKiB, int Handles, int Threads, long Acknowledged)
{
    /// <summary>Looks at a process.</summary>
    public static HostSample Of(int process, TimeSpan since, long acknowledged)
    {
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new HostSample(
            Math.Round(since.TotalSeconds, 1),
            Number(status, "VmRSS:"),
            Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count(),
            (int)Number(status, "Threads:"),
            acknowledged
        );
    }

    /// <summary>A line of a table.</summary>
    public string ToCsv() => FormattableString.Invariant($"{Seconds},{ResidentKiB},{Handles},{Threads},{Acknowledged}");

    private static long Number(string[] status, string name)
    {
        var line = status.First(text => text.StartsWith(name, StringComparison.Ordinal));
        var digits = line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
