using System.Diagnostics;

namespace ActorLog.Sinks;

/// <summary>What a record says about the process that it comes from.</summary>
/// <param name="Name">The name of the process.</param>
/// <param name="Id">Its id.</param>
/// <param name="StartUtcTicks">When it started: ticks of 100 ns in UTC.</param>
internal sealed record RecordProcess(string Name, int Id, long StartUtcTicks)
{
    /// <summary>The process that this is.</summary>
    public static RecordProcess Current()
    {
        using var process = Process.GetCurrentProcess();
        return new RecordProcess(process.ProcessName, process.Id, process.StartTime.ToUniversalTime().Ticks);
    }
}
