using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Options;
using ActorLog.Runtime;
using ActorLog.Sinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Xunit;

namespace ActorLog.Tests;

public sealed class LoggingBuilderTests
{
    [Fact]
    public async Task EventsOfAnOrdinaryAppReachTheSinksWithItsFiltersApplied()
    {
        var sink = new CollectingSink();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddActorLog(p => p.AddSink("sink", _ => sink.Create()));
        builder.Logging.AddFilter<ILoggerProvider>("Quiet", LogLevel.Error);
        builder.Logging.AddFilter("Noisy", LogLevel.Trace);
        using (var host = builder.Build())
        {
            await host.StartAsync();
            var loggers = host.Services.GetRequiredService<ILoggerFactory>();
            loggers.CreateLogger("Noisy").LogTrace("taken");
            loggers.CreateLogger("Other").LogDebug("below the default level");
            await host.StopAsync();
            loggers.CreateLogger("Other").LogInformation("after the host has stopped");
        }

        Assert.Equal(
            ["taken", "after the host has stopped"],
            sink.Delivered.Where(e => e.Category is "Noisy" or "Other").Select(e => e.Message)
        );
    }

    [Fact]
    public void FiltersUnderTheAliasApply()
    {
        var sink = new CollectingSink();
        var configuration = Configuration(("Logging:ActorLog:LogLevel:Default", "Warning"));
        using var services = new ServiceCollection()
            .AddLogging(logging =>
                logging
                    .AddConfiguration(configuration.GetSection("Logging"))
                    .AddActorLog(p => p.AddSink("sink", _ => sink.Create()))
            )
            .BuildServiceProvider();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Any");
        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    [Theory]
    [InlineData("Logging:ActorLog", "")]
    [InlineData("ActorLog", "ActorLog:LogLevel: unknown key 'LogLevel'")]
    public void LevelsOfTheFiltersAreAnErrorWhereNoFilterReadsThem(string block, string expected)
    {
        var configuration = Configuration(($"{block}:LogLevel:Default", "Debug"), ($"{block}:MinLevel", "Debug"));
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddActorLog())
            .BuildServiceProvider();
        var mistakes = Record.Exception(services.GetRequiredService<LogPipeline>) as InvalidOptionsException;
        Assert.Equal(expected, mistakes?.Errors.Single().ToString().Split(',')[0] ?? "");
    }

    [Fact]
    public async Task SinksThatAreAllSwitchedOffAreNotReplacedByTheConsole()
    {
        var configuration = Configuration(
            ("ActorLog:Sinks:out:Type", "console"),
            ("ActorLog:Sinks:out:Enabled", "false")
        );
        await using var pipeline = LogPipeline.CreateBuilder().Configure(configuration.GetSection("ActorLog")).Build();

        pipeline.LoggerProvider.CreateLogger("Shop").LogInformation("to nobody");
        await pipeline.FlushAsync().WithinLimit();

        Assert.Empty(pipeline.Sinks);
        Assert.True((await pipeline.StopAsync().WithinLimit()).IsLossless);
    }

    [Fact]
    public void SinksComeFromTheConfigurationOfTheApp()
    {
        var folder = Directory.CreateTempSubdirectory("actorlog-");
        var path = Path.Combine(folder.FullName, "app.log");
        var configuration = Configuration(
            ("ActorLog:Sinks:file:Type", "file"),
            ("ActorLog:Sinks:file:Path", path),
            ("ActorLog:Sinks:file:Format", "{Message}{NewLine}"),
            ("ActorLog:Sinks:file:MinLevel", "Warning")
        );
        using (
            var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(configuration)
                .AddLogging(logging => logging.AddActorLog())
                .BuildServiceProvider()
        )
        {
            var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Any");
            logger.LogInformation("not this");
            logger.LogWarning("今天天气不错");
        }

        Assert.Equal("今天天气不错\n", File.ReadAllText(path));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void WithoutASinkItWritesToTheConsoleInThePlaceOfTheBuiltInProvider()
    {
        using var services = new ServiceCollection()
            .AddLogging(logging =>
                logging.AddConsole().AddFilter<ConsoleLoggerProvider>("Shop", LogLevel.Trace).AddActorLog()
            )
            .BuildServiceProvider();
        Assert.Equal("console", services.GetRequiredService<LogPipeline>().Sinks.Single().Type);
        var rules = services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules;
        var rule = Assert.Single(rules, rule => rule.ProviderName == typeof(ConsoleLoggerProvider).FullName);
        Assert.Equal((null, LogLevel.None), (rule.CategoryName, rule.LogLevel));
    }

    [Fact]
    public void WithoutAConsoleSinkTheBuiltInProviderStays()
    {
        using var services = new ServiceCollection()
            .AddLogging(logging =>
                logging.AddConsole().AddActorLog(p => p.AddSink("sink", _ => new CollectingSink().Create()))
            )
            .BuildServiceProvider();
        var rules = services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules;
        Assert.DoesNotContain(rules, rule => rule.LogLevel == LogLevel.None);
    }

    [Fact]
    public void WithoutDependencyInjectionDisposingTheFactoryDrainsThePipeline()
    {
        var sink = new CollectingSink();
        using (var loggers = Running.Pipeline(sink).CreateLoggerFactory())
        {
            loggers.CreateLogger("Any").LogTrace("the last line");
        }

        Assert.Equal(["the last line"], sink.Messages);
        Assert.Equal(1, sink.Disposed);
    }

    [Fact]
    public void AddingItTwiceAddsUp()
    {
        var (a, b) = (new CollectingSink(), new CollectingSink());
        using (
            var services = new ServiceCollection()
                .AddLogging(logging =>
                    logging
                        .AddActorLog(p => p.AddSink("a", _ => a.Create()))
                        .AddActorLog(p => p.AddSink("b", _ => b.Create()))
                )
                .BuildServiceProvider()
        )
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Any").LogInformation("once");
        }

        Assert.Equal(["once"], a.Messages);
        Assert.Equal(["once"], b.Messages);
    }

    [Fact]
    public void ASectionThatIsNotThereIsAnErrorThatNamesIt()
    {
        var section = Configuration(("actorlog:min-level", "debug")).GetSection("actrolog");
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddActorLog(section))
            .BuildServiceProvider();
        var exception = Assert.Throws<InvalidOptionsException>(services.GetRequiredService<ILoggerFactory>);
        Assert.Equal(
            ["actrolog: the configuration has no such block, or nothing in it"],
            exception.Errors.Select(error => error.ToString())
        );
    }

    [Fact]
    public void AllErrorsOfAConfigurationComeAtOnceWithTheirPaths()
    {
        var configuration = Configuration(
            ("actorlog:queue:max-events", "many"),
            ("actorlog:queue:when-full", "drop-newst"),
            ("actorlog:sinks:a:type", "flie"),
            ("actorlog:sinks:b:type", "file"),
            ("actorlog:sinks:b:path", "x.log"),
            ("actorlog:sinks:b:retry:min-backof", "1s"),
            ("actorlog:mood", "good")
        );
        var builder = LogPipeline.CreateBuilder().Configure(configuration.GetSection("actorlog"));
        var exception = Assert.Throws<InvalidOptionsException>(builder.Build);
        Assert.Equal(
            [
                "actorlog:queue:max-events: expected a whole number, found 'many'",
                "actorlog:queue:when-full: expected one of: drop-newest, drop-oldest, wait; found 'drop-newst' (did you mean 'drop-newest'?)",
                "actorlog:sinks:a:type: expected one of: console, file, http; found 'flie' (did you mean 'file'?)",
                "actorlog:sinks:b:retry:min-backof: unknown key 'min-backof', expected one of: max-backoff, min-backoff, random-factor, refused-backoff (did you mean 'min-backoff'?)",
                "actorlog:mood: unknown key 'mood', expected one of: dead-letters, default-sink, drop-report-interval, include-scopes, journal, levels, min-level, queue, self-log, shutdown-timeout, sinks",
            ],
            exception.Errors.Select(error => error.ToString())
        );
    }

    [Fact]
    public void WordsMayBecomeKnownAfterTheConfigurationThatUsesThem()
    {
        var configuration = Configuration(
            ("actorlog:default-sink:room", "7"),
            ("actorlog:min-level", "error"),
            ("actorlog:sinks:a:type", "mine"),
            ("actorlog:sinks:b:type", "console"),
            ("actorlog:theirs", "x")
        );
        var builder = LogPipeline
            .CreateBuilder()
            .Configure(configuration.GetSection("actorlog"))
            .With(o => o with { MinLevel = o.MinLevel + 1 })
            .AddConsole(o => o with { MinLevel = LogLevel.Error });
        Assert.Equal(
            ["actorlog:default-sink:room", "actorlog:sinks:a:type", "actorlog:theirs"],
            builder.Validate().Select(error => error.Path).Order()
        );

        builder.AddSinkType("Mine", reader => ReadMine(reader)).AllowKeys("theirs");

        Assert.Empty(builder.Validate());
        Assert.Equal(["a", "b", "console"], builder.Sinks.Select(sink => sink.Key));
        Assert.Equal(LogLevel.Critical, builder.Options.MinLevel);

        static ConsoleSinkOptions ReadMine(OptionsReader reader)
        {
            _ = reader.Int("room", 0);
            return ConsoleSinkOptions.Read(reader);
        }
    }

    [Theory]
    [InlineData("default-sink")]
    [InlineData("DefaultSink")]
    [InlineData("default_sink")]
    public void TheDefaultSinkBlockIsTheFallbackOfEverySink(string key)
    {
        var configuration = Configuration(
            ($"actorlog:{key}:min-level", "warning"),
            ($"actorlog:{key}:retry:min-backoff", "5s"),
            ("actorlog:sinks:a:type", "console"),
            ("actorlog:sinks:b:type", "console"),
            ("actorlog:sinks:b:min-level", "debug"),
            ("actorlog:sinks:b:retry:max-backoff", "50s")
        );
        var builder = LogPipeline.CreateBuilder().Configure(configuration.GetSection("actorlog"));
        Assert.Empty(builder.Validate());
        var (a, b) = (builder.Sinks[0].Value, builder.Sinks[1].Value);
        Assert.Equal((LogLevel.Warning, LogLevel.Debug), (a.MinLevel, b.MinLevel));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), (a.Retry.MinBackoff, b.Retry.MinBackoff));
        Assert.Equal(TimeSpan.FromSeconds(50), b.Retry.MaxBackoff);
    }

    [Fact]
    public void ABlockInAListOfTextsIsAnError()
    {
        var configuration = Configuration(
            ("actorlog:sinks:a:type", "console"),
            ("actorlog:sinks:a:only:categories:0", "Shop"),
            ("actorlog:sinks:a:only:categories:1:Bank", "Till")
        );
        var builder = LogPipeline.CreateBuilder().Configure(configuration.GetSection("actorlog"));
        Assert.Equal(
            ["actorlog:sinks:a:only:categories:1: expected a text, found a block"],
            builder.Validate().Select(error => error.ToString())
        );
    }

    [Fact]
    public async Task TheHealthCheckTellsHowTheSinksAreDoing()
    {
        var sink = new CollectingSink();
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddActorLog(p => p.AddSink("sink", _ => sink.Create())))
            .AddHealthChecks()
            .AddActorLog()
            .Services.BuildServiceProvider();
        var health = services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        sink.OnWrite = (_, _) => new(SinkResult.Failed(new SinkFailure(FailureKind.Transient, "connection refused")));
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Any").LogInformation("waits");
        var pipeline = services.GetRequiredService<LogPipeline>();
        await Eventually.HoldsAsync(() => pipeline.Sinks[0].State == SinkState.BackingOff, "backing off");
        var entry = (await health.CheckHealthAsync()).Entries["actorlog"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("connection refused", entry.Description);
        sink.OnWrite = (_, _) => new(SinkResult.Delivered);
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] entries) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(entries.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)))
            .Build();
}
