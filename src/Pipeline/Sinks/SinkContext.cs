using System;
using System.IO;
using ActorLog.Events;
using ActorLog.Text;

namespace ActorLog.Sinks;

/// <summary>What a sink is given when it is made.</summary>
/// <param name="Name">The sink's name in the configuration.</param>
/// <param name="Clock">The time. Sinks use no other clock.</param>
/// <param name="Report">
/// Tells the operator about a trouble on the self-log (stderr, rate-limited). Never log to <c>ILogger</c> from a sink.
/// </param>
public sealed record SinkContext(string Name, TimeProvider Clock, Action<string> Report)
{
    /// <summary>The most bytes that one event may come to, <see cref="SinkOptions.MaxEventBytes"/>. Default: no limit.</summary>
    public long MaxEventBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Where relative paths begin. Default: the current directory as it was when the pipeline was built; empty if it had been
    /// deleted.
    /// </summary>
    public string Folder { get; init; } = CurrentFolder();

    /// <summary>
    /// Says that the sink delivers a placeholder instead of an event, and why. The original goes to the dead letters when the
    /// sink answers that the event was delivered. Only inside <c>WriteAsync</c>. Default: nothing happens.
    /// </summary>
    public Action<LogEvent, string> ReplaceEvent { get; init; } = static (_, _) => { };

    /// <summary>
    /// The formatter, made safe for this sink: an event that it cannot format, or that comes out larger than
    /// <see cref="MaxEventBytes"/>, becomes a placeholder, and the original goes to the dead letters.
    /// </summary>
    public SafeFormatter Safe(ILogFormatter formatter) =>
        formatter as SafeFormatter ?? new SafeFormatter(formatter, MaxEventBytes, ReplaceEvent);

    private static string CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return "";
        }
    }
}
