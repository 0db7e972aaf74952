using System;
using System.IO;
using System.Threading.Tasks;
using ActorLog.Kit;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests;

/// <summary>Law 9 over the HTTP stack of the runtime, whose events are those of the whole process: no other test may run.</summary>
[Collection(nameof(Alone))]
public sealed class LoopTests
{
    [Fact]
    [Trait("Law", "9")]
    public async Task Law9WithEveryCategoryAtTraceAndAnHttpSinkTheSystemComesToRest()
    {
        await using var server = FaultServer.Start();
        var patient = TimeSpan.FromHours(1);
        var builder = LogPipeline
            .CreateBuilder()
            .AddHttp($"http://127.0.0.1:{server.Port}/", o => o with { Timeout = patient, ConnectTimeout = patient });
        builder.SelfLogWriter = TextWriter.Null;
        await using var pipeline = builder.Build();
        using var loggers = LoggerFactory.Create(logging =>
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(pipeline.LoggerProvider)
        );
        using var listener = new HttpActivityLogger(loggers.CreateLogger("System.Net.Http"));
        loggers.CreateLogger("Shop").LogTrace("one");
        for (var i = 0; i < 5; i++)
        {
            await pipeline.FlushAsync().WithinLimit();
        }

        Assert.Equal(1, server.RequestCount);
        Assert.Equal(1, pipeline.Accepted);
    }
}
