using System;
using System.Globalization;
using System.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorLog.Host.Inputs.Http;

/// <summary>Tells the operator of connections that the web server has closed at once, since there were too many.</summary>
/// <remarks>Their senders hear nothing but a reset, and the server tells it to its log alone: this is that log. Thread-safe.</remarks>
internal sealed class TurnedAway(string input, int limit, InputContext context) : ILoggerFactory, ILogger
{
    private const string Connections = "Microsoft.AspNetCore.Server.Kestrel.Connections";
    private const string Rejected = "ConnectionRejected";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private long _count;
    private long? _toldAt;

    public ILogger CreateLogger(string categoryName) => categoryName == Connections ? this : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (eventId.Name == Rejected && CountToTell() is { } count)
        {
            var connections =
                count == 1 ? "1 connection was" : $"{count.ToString(CultureInfo.InvariantCulture)} connections were";
            context.Report(
                $"input '{input}': {connections} closed at once: there are {limit} already, and may be no more"
            );
        }
    }

    // The first at once, then at most one line a pause, with all that there were since.
    private long? CountToTell()
    {
        lock (_gate)
        {
            _count++;
            var now = context.Clock.GetTimestamp();
            if (_toldAt is { } before && context.Clock.GetElapsedTime(before, now) < Pause)
            {
                return null;
            }

            var count = _count;
            (_count, _toldAt) = (0, now);
            return count;
        }
    }
}
