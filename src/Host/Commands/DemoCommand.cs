using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Hocon;
using ActorLog.Host.Configuration;
using ActorLog.Host.Demo;
using ActorLog.Host.Running;
using Microsoft.Extensions.Configuration;

namespace ActorLog.Host.Commands;

/// <summary><c>actorlog demo</c>.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(TextWriter output, TextWriter error)
    {
        using var signals = new StopSignals();
        await using var receiver = new DemoReceiver();
        await receiver.SetAsync(DemoMode.Answers).ConfigureAwait(false);
        var file = Path.Combine(Directory.CreateTempSubdirectory("actorlog-demo-").FullName, "demo.log");
        var pipeline = Build(receiver.Url, file);
        var clock = TimeProvider.System;
        var load = new DemoLoad(pipeline.CreateLoggerFactory().CreateLogger("Demo"), clock);
        var story = new DemoStory(pipeline, load, receiver, clock, error);

        error.WriteLine($"One program logs 500 events a second to the console, to {file} and to {receiver.Url}.");
        try
        {
            await story.PlayAsync(signals.Drain).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("stopped");
        }

        var report = await pipeline.StopAsync().ConfigureAwait(false);
        error.WriteLine($"{load.Logged} events were logged.");
        var isRight = story.Judge(file);
        error.WriteLine(report.ToString());
        return isRight && report.IsClean ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static LogPipeline Build(Uri url, string file)
    {
        var configuration = new ConfigurationBuilder()
            .AddHoconString(EmbeddedText.Read("demo.conf"))
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["actorlog:sinks:http:url"] = url.ToString(),
                    ["actorlog:sinks:file:path"] = file,
                }
            )
            .Build();
        return LogPipeline.CreateBuilder().LeaveSignalsToHost().Configure(configuration.GetSection("actorlog")).Build();
    }
}
