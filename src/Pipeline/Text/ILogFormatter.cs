using System.Buffers;
using ActorLog.Events;

namespace ActorLog.Text;

/// <summary>Turns an event into bytes: the last step before a sink writes.</summary>
/// <remarks>
/// Writes UTF-8, with the line end that the format has. Used by one sink worker at a time, so it may keep caches without
/// locks. A formatter that throws does not stop the sink: the event is replaced by a placeholder that says so.
/// </remarks>
public interface ILogFormatter
{
    /// <summary>Appends <paramref name="logEvent"/> to <paramref name="output"/>.</summary>
    void Format(LogEvent logEvent, IBufferWriter<byte> output);
}
