using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Sinks;

namespace ActorLog.Bench;

/// <summary>
/// What a call costs its caller whatever the endpoint does, and how fast events arrive, in what order. The receiver is a
/// process of its own. Beside it Python's own ways with the same receiver, where python3 is there.
/// </summary>
internal static class HttpBench
{
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchArguments arguments) =>
        [
            .. await HttpCallerBench.RunAsync(arguments),
            .. await HttpRateBench.RunAsync(arguments),
            .. await PythonSeed.RunAsync(),
        ];

    /// <summary>A pipeline with the one sink, whose queue and the pipeline's own are alike.</summary>
    public static LogPipeline Build(Uri url, HttpSinkOptions options)
    {
        var builder = LogPipeline.CreateBuilder();
        builder.SelfLogWriter = TextWriter.Null;
        return builder
            .With(o => o with { Queue = options.Queue })
            .AddHttp(url.AbsoluteUri, o => options with { Url = o.Url, Format = "{Message}" })
            .Build();
    }

    /// <summary>Every event must have arrived, in the order of the calls.</summary>
    public static BenchRow Audit(BenchRow row, HttpReceipt receipt, int events) =>
        row with
        {
            Lost = events - receipt.Events,
            OutOfOrder = receipt.OutOfOrder,
        };
}
