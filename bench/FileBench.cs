using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>
/// One producer writes <c>"user {UserId} did {Action} in {Elapsed} ms"</c> to a file through each library, set for speed and
/// without loss, in alternating runs; beside them a loop that only formats the line and writes blocks of 64 KB.
/// </summary>
internal static partial class FileBench
{
    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        var events = arguments.Events ?? 1_000_000;
        var contenders = new (string Name, Func<string, int, BenchRow> Run)[]
        {
            ("actorlog", (path, n) => Through("actorlog", path, n, Loggers.ActorLog, Plain)),
            (
                "actorlog-loggermessage",
                (path, n) => Through("actorlog-loggermessage", path, n, Loggers.ActorLog, Generated)
            ),
            (
                "actorlog-interpolated",
                (path, n) => Through("actorlog-interpolated", path, n, Loggers.ActorLog, Interpolated)
            ),
            ("nlog", (path, n) => Through("nlog", path, n, Loggers.NLog, Plain)),
            ("serilog", (path, n) => Through("serilog", path, n, Loggers.Serilog, Plain)),
            ("state-reader", (path, n) => Through("state-reader", path, n, Loggers.StateReader, Plain)),
            (
                "state-reader-loggermessage",
                (path, n) => Through("state-reader-loggermessage", path, n, Loggers.StateReader, Generated)
            ),
            ("bare-loop", BareLoop.Run),
            ("core-to-core", static (_, _) => CoreDistance.Run(100_000)),
        };
        return Task.FromResult(Alternating.Run(contenders, events, arguments.Runs ?? 5));
    }

    private static BenchRow Through(
        string name,
        string path,
        int events,
        Func<string, BenchLogger> create,
        Action<ILogger, int> write
    )
    {
        var logger = create(path);
        var measurement = new Measurement(events);
        write(logger.Logger, events);
        logger.Dispose();
        var row = measurement.End(name);
        var (lines, outOfOrder) = logger.WritesFile ? Count(path) : (events, 0);
        return row with { Lost = events - lines, OutOfOrder = outOfOrder };
    }

    private static void Plain(ILogger logger, int events)
    {
        for (var i = 0; i < events; i++)
        {
            logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
        }
    }

    private static void Interpolated(ILogger logger, int events)
    {
        for (var i = 0; i < events; i++)
        {
            DidInterpolated(logger, i, "checkout", 12.5);
        }
    }

    private static void Generated(ILogger logger, int events)
    {
        for (var i = 0; i < events; i++)
        {
            UserDid(logger, i, "checkout", 12.5);
        }
    }

    [LoggerMessage(LogLevel.Information, "user {UserId} did {Action} in {Elapsed} ms")]
    private static partial void UserDid(ILogger logger, int userId, string action, double elapsed);

    private static void DidInterpolated(ILogger logger, int userId, string action, double elapsed) =>
        logger.Info($"user {userId} did {action} in {elapsed} ms");

    /// <summary>Counts the lines, and those whose user is not one more than that of the line before.</summary>
    private static (long Lines, long OutOfOrder) Count(string path)
    {
        long lines = 0;
        long outOfOrder = 0;
        foreach (var line in File.ReadLines(path))
        {
            var start = line.IndexOf("user ", StringComparison.Ordinal) + 5;
            if (start < 5)
            {
                throw new InvalidDataException($"not a line of this benchmark: {line}");
            }

            var user = long.Parse(line.AsSpan(start, line.IndexOf(' ', start) - start), provider: null);
            outOfOrder += user == lines ? 0 : 1;
            lines++;
        }

        return (lines, outOfOrder);
    }
}
