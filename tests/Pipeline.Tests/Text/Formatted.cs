using System.Buffers;
using System.Text;
using ActorLog.Events;
using ActorLog.Kit;
using ActorLog.Text;

namespace ActorLog.Tests.Text;

/// <summary>What a format makes of an event.</summary>
internal static class Formatted
{
    public static string As(string format, LogEvent logEvent, ManualClock? clock = null)
    {
        var output = new ArrayBufferWriter<byte>();
        LogFormats.Create(format, clock ?? new ManualClock(Some.Time)).Format(logEvent, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
