using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Tests;

/// <summary>A time that no timer takes is an error with its place, or as long as it takes; never a crash at the end.</summary>
public class TimeLimitTests
{
    [Theory]
    [InlineData("shutdown-timeout")]
    [InlineData("drop-report-interval")]
    [InlineData("journal:sync-interval")]
    [InlineData("sinks:out:batch:linger")]
    [InlineData("sinks:out:retry:max-backoff")]
    [InlineData("sinks:out:retry:refused-backoff")]
    [InlineData("sinks:out:fsync-interval")]
    [InlineData("sinks:out:flush-interval")]
    public void WhatIsWaitedForWithATimerIsADayAtTheMost(string key)
    {
        foreach (var value in new[] { "infinite", "60d", "25h" })
        {
            Assert.Equal(
                [new OptionError($"ActorLog:{key}", "must be 1 day at the most")],
                Configured(key, value).Validate()
            );
        }

        Assert.Empty(Configured(key, "24h").Validate());
    }

    [Theory]
    [InlineData("99999999999999999999999999d")]
    [InlineData("-79228162514264337593543950335d")]
    [InlineData("9999999999999999999s")]
    public void ATimeThatIsTooLongForAnythingIsAnErrorAmongTheOthers(string value)
    {
        var errors = Configured("sinks:out:timeout", value, ("ActorLog:sinks:out:queue:max-events", "1.5")).Validate();

        Assert.Equal(2, errors.Count);
        Assert.Contains(
            new OptionError(
                "ActorLog:sinks:out:timeout",
                $"expected a duration such as 200ms, 10s or 5m, found '{value}'"
            ),
            errors
        );
    }

    [Theory]
    [InlineData("79228162514264337593543950335 KiB")]
    [InlineData("9223372036854775808")]
    [InlineData("-1 MiB")]
    public void ASizeThatIsTooLargeForAnythingIsAnError(string value) =>
        Assert.Equal(
            [
                new OptionError(
                    "ActorLog:sinks:out:queue:max-bytes",
                    $"expected a size such as 512 KiB or 5 MiB, found '{value}'"
                ),
            ],
            Configured("sinks:out:queue:max-bytes", value).Validate()
        );

    [Theory]
    [InlineData("queue:max-wait")]
    [InlineData("sinks:out:queue:max-wait")]
    [InlineData("sinks:out:circuit-breaker:reset-timeout")]
    [InlineData("sinks:out:timeout")]
    [InlineData("journal:max-age")]
    public void WhatMayLastForEverSaysSo(string key) => Assert.Empty(Configured(key, "infinite").Validate());

    [Fact]
    public async Task ACallerMayWaitForRoomForEver()
    {
        var gate = new TaskCompletionSource<SinkResult>();
        var sink = new CollectingSink { OnWrite = (_, _) => new(gate.Task) };
        var one = new QueueOptions
        {
            MaxEvents = 1,
            WhenFull = WhenFull.Wait,
            MaxWait = TimeSpan.MaxValue,
        };
        await using var pipeline = LogPipeline
            .CreateBuilder()
            .With(o => o with { Queue = one })
            .AddSink("sink", _ => sink.Create(), o => o with { Queue = one })
            .Build();
        var logger = pipeline.LoggerProvider.CreateLogger("Shop");
        var logging = Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                logger.LogInformation("event {Number}", i);
            }
        });
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].InFlightEvents == 1, "one is in flight, others wait");
        Assert.False(logging.IsCompleted);

        gate.SetResult(SinkResult.Delivered);
        await logging.WithinLimit();
        await pipeline.FlushAsync().WithinLimit();

        Assert.Equal(20, pipeline.Sinks[0].Ledger.Delivered);
    }

    [Fact]
    public async Task APipelineCanBeGivenAllTheTimeThereIsToStop()
    {
        foreach (var timeout in new[] { TimeSpan.MaxValue, Timeout.InfiniteTimeSpan })
        {
            var sink = new CollectingSink();
            var pipeline = LogPipeline.CreateBuilder().AddSink("sink", _ => sink.Create()).Build();
            pipeline.LoggerProvider.CreateLogger("Shop").LogInformation("in time");

            var report = await pipeline.StopAsync(timeout);

            Assert.True(report.IsLossless, report.ToString());
        }
    }

    private static PipelineBuilder Configured(string key, string value, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ActorLog:sinks:out:type"] = "file",
            ["ActorLog:sinks:out:path"] = "app.log",
            [$"ActorLog:{key}"] = value,
        };
        foreach (var (other, text) in more)
        {
            settings[other] = text;
        }

        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("ActorLog");
        return LogPipeline.CreateBuilder().Configure(section);
    }
}
