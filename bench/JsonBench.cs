using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ActorLog.Bench;

/// <summary>The same events to a file in each format: what structure costs beside the text.</summary>
internal static class JsonBench
{
    public static Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments)
    {
        string[] formats = ["text", "json", "clef", "logfmt"];
        return Task.FromResult(
            Alternating.Run(
                [
                    .. formats.Select(format =>
                        (
                            $"actorlog-{format}",
                            new System.Func<string, int, BenchRow>((path, events) => Write(format, path, events))
                        )
                    ),
                ],
                arguments.Events ?? 500_000,
                arguments.Runs ?? 5
            )
        );
    }

    private static BenchRow Write(string format, string path, int events)
    {
        var logger = Loggers.ActorLog(path, format);
        var measurement = new Measurement(events);
        for (var i = 0; i < events; i++)
        {
            logger.Logger.LogInformation("user {UserId} did {Action} in {Elapsed} ms", i, "checkout", 12.5);
        }

        logger.Dispose();
        return measurement.End(format);
    }
}
