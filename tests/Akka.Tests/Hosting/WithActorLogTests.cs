using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Kit;
using ActorLog.Options;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>One line of Akka.Hosting: one pipeline for the app's loggers and Akka's, configured in each of the ways.</summary>
public sealed class WithActorLogTests
{
    [Fact]
    public async Task OneCallSendsAkkasAndTheAppsLinesToOnePipelineInOneOrder()
    {
        var sink = new CollectingSink();
        using var host = Build(b => b.WithActorLog(p => p.AddSink("sink", _ => sink.Create())));
        await host.StartAsync().WithinLimit();
        var app = host.Services.GetRequiredService<ILogger<WithActorLogTests>>();
        var akka = Logging.GetLogger(System(host), typeof(WithActorLogTests));
        for (var i = 1; i <= 100; i++)
        {
            app.LogInformation("app {Number}", i);
            akka.Info("akka {Number}", i);
        }

        await Pipeline(host).FlushAsync().WithinLimit();
        var own = sink.Messages.Where(m =>
            m.StartsWith("app ", StringComparison.Ordinal) || m.StartsWith("akka ", StringComparison.Ordinal)
        );
        Assert.Equal(Enumerable.Range(1, 100).SelectMany(i => new[] { $"app {i}", $"akka {i}" }), own);
        Assert.Equal(Pipeline(host).Accepted, sink.Sequences.Count);
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task ThePipelineOfAddActorLogIsTaken()
    {
        var sink = new CollectingSink();
        using var host = Build(
            b => b.WithActorLog(),
            builder => builder.Logging.AddActorLog(p => p.AddSink("sink", _ => sink.Create()))
        );
        await host.StartAsync().WithinLimit();
        Assert.Same(host.Services.GetRequiredService<LogPipeline>(), Pipeline(host));
        Logging.GetLogger(System(host), "test").Info("from akka");
        await host.StopAsync().WithinLimit();
        Assert.Contains("from akka", sink.Messages);
    }

    [Fact]
    public async Task SinksGivenTwiceAreAnError()
    {
        using var host = Build(
            b => b.WithActorLog(p => p.AddConsole()),
            builder => builder.Logging.AddActorLog(p => p.AddSink("sink", _ => new CollectingSink().Create()))
        );
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.Contains("give the sinks to AddActorLog", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBlockOfTheServicesHoconConfiguresPipelineAndBridge()
    {
        using var folder = new TempFolder();
        var path = folder.File("app.log").Replace('\\', '/');
        var hocon = $$"""
            akka.loglevel = DEBUG
            actorlog {
              sinks { file { type = file, path = "{{path}}" } }
              akka { levels { "/user/quiet" = warning } }
            }
            """;
        using var host = Build(b => b.AddHocon(hocon, HoconAddMode.Prepend).WithActorLog());
        await host.StartAsync().WithinLimit();
        Assert.Equal(["file"], Pipeline(host).Sinks.Select(sink => sink.Name));
        Assert.Equal(
            Microsoft.Extensions.Logging.LogLevel.Warning,
            ActorLogExtension.Get(System(host)).Levels.Current["/user/quiet"]
        );
        Logging.GetLogger(System(host), "test").Info("into the file");
        await host.StopAsync().WithinLimit();
        Assert.Contains("into the file", await global::System.IO.File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServicesFileIsResolvedByOurParserSoThatAkkaSurvivesIt()
    {
        using var folder = new TempFolder();
        var log = folder.File("app.log").Replace('\\', '/');
        var file = folder.File("service.conf");
        await global::System.IO.File.WriteAllTextAsync(
            file,
            $$"""
            base { loglevel = INFO }
            akka = ${base} { loglevel = ${?ORDERS_LOGLEVEL_THAT_IS_NOT_SET}, log-config-on-start = on }
            akka.cluster.roles = [shop]
            akka.cluster.roles += ${?NO_SUCH_ROLE}
            actorlog.sinks.file { type = file, path = "{{log}}" }
            """
        );
        using var host = Build(b => b.WithActorLog(file));
        await host.StartAsync().WithinLimit();
        Assert.Equal("INFO", System(host).Settings.LogLevel);
        await host.StopAsync().WithinLimit();
        Assert.Contains(
            "log-config-on-start",
            await global::System.IO.File.ReadAllTextAsync(log),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("actorlog { min-level = info\n min-level = ${?NOT_SET} }", "actorlog.min-level")]
    [InlineData("actorlog.sinks { file { type = file, path = ${?PATH} } }", "actorlog.sinks.file.path")]
    [InlineData("actorlog { queue.max-events = 10\n queue = ${actorlog} }", "actorlog.queue.queue")]
    [InlineData("actorlog.akka.levels { \"Akka.Remote\" = ${?NOT_SET} }", "actorlog.akka.levels.Akka.Remote")]
    public async Task ASubstitutionThatAkkasParserCannotDoIsAnErrorThatNamesTheKeyAndNotTheEndOfTheProcess(
        string hocon,
        string key
    )
    {
        using var host = Build(b => b.AddHocon(hocon, HoconAddMode.Prepend).WithActorLog());
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.StartsWith($"{key} has a substitution", error.Message, StringComparison.Ordinal);
        Assert.Contains("WithActorLog(\"service.conf\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheAppsConfigurationConfiguresThePipeline()
    {
        using var folder = new TempFolder();
        var values = new Dictionary<string, string?>
        {
            ["ActorLog:sinks:file:type"] = "file",
            ["ActorLog:sinks:file:path"] = folder.File("app.log"),
        };
        using var host = Build(b => b.WithActorLog(), builder => builder.Configuration.AddInMemoryCollection(values));
        await host.StartAsync().WithinLimit();
        Assert.Equal(["file"], Pipeline(host).Sinks.Select(sink => sink.Name));
        await host.StopAsync().WithinLimit();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheAppsConfigurationConfiguresTheBridgeToo(bool withAddActorLog)
    {
        var values = new Dictionary<string, string?>
        {
            ["Logging:ActorLog:akka:levels:/user/quiet"] = "error",
            ["ActorLog:akka:levels:/user/quiet"] = "warning",
            ["ActorLog:sinks:console:type"] = "console",
            ["ActorLog:sinks:console:min-level"] = "none",
        };
        using var host = Build(
            b => b.AddHocon("actorlog.akka.levels { Akka = none }", HoconAddMode.Prepend).WithActorLog(),
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(values);
                _ = withAddActorLog ? builder.Logging.AddActorLog() : builder.Logging;
            }
        );
        await host.StartAsync().WithinLimit();
        var levels = ActorLogExtension.Get(System(host)).Levels.Current;
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, levels["/user/quiet"]);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.None, levels["Akka"]);
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task HoconThatIsAddedAfterTheCallConfiguresTheBridgeAsItDoesThePipeline()
    {
        using var host = Build(b =>
            b.WithActorLog()
                .AddHocon(
                    "actorlog.akka.levels { Akka = none }\nactorlog.sinks.later { type = console, min-level = none }",
                    HoconAddMode.Append
                )
        );
        await host.StartAsync().WithinLimit();
        Assert.Equal(["later"], Pipeline(host).Sinks.Select(sink => sink.Name));
        Assert.Equal(["Akka"], ActorLogExtension.Get(System(host)).Levels.Current.Keys);
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task SinksInHoconThatNobodyReadsAreAnError()
    {
        const string Hocon = "actorlog.sinks.idle { type = console }\nactorlog.akka.levels { Akka = none }";
        using var host = Build(
            b => b.AddHocon(Hocon, HoconAddMode.Prepend).WithActorLog(),
            builder => builder.Logging.AddActorLog(p => p.AddSink("sink", _ => new CollectingSink().Create()))
        );
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.Contains(
            "so actorlog.sinks in the service's HOCON has no effect",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SinksInHoconThatTheAppsConfigurationHasTooAreNone()
    {
        using var host = Build(
            b => b.AddHocon("actorlog.sinks.c { type = console }", HoconAddMode.Prepend).WithActorLog(),
            builder =>
            {
                var values = new Dictionary<string, string?> { ["actorlog:sinks:c:type"] = "console" };
                builder.Configuration.AddInMemoryCollection(values);
                builder.Logging.AddActorLog();
            }
        );
        await host.StartAsync().WithinLimit();
        Assert.Equal(["c"], Pipeline(host).Sinks.Select(sink => sink.Name));
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task MistakesInTheBlocksOfBridgeAndPipelineComeTogether()
    {
        var values = new Dictionary<string, string?> { ["ActorLog:akka:engin"] = "akka" };
        using var host = Build(
            b =>
                b.AddHocon(
                        "actorlog.akka.levels { Akka = loud }\nactorlog.sinks.f { type = file, paht = x }",
                        HoconAddMode.Prepend
                    )
                    .WithActorLog(),
            builder => builder.Configuration.AddInMemoryCollection(values)
        );
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => host.StartAsync().WithinLimit());
        Assert.Equal(
            ["ActorLog:akka:engin", "actorlog:akka:levels:Akka", "actorlog:sinks:f:paht", "actorlog:sinks:f:path"],
            error.Errors.Select(e => e.Path)
        );
    }

    [Fact]
    public async Task ADispatcherThatIsNotThereIsNamedWithItsKey()
    {
        using var host = Build(b =>
            b.AddHocon("actorlog.akka { engine = akka, dispatcher = shop.io }", HoconAddMode.Prepend).WithActorLog()
        );
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.StartsWith(
            "The dispatcher 'shop.io', on which ActorLog's sinks are to work (actorlog.akka.dispatcher)",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ASectionConfiguresPipelineAndBridge()
    {
        using var folder = new TempFolder();
        var values = new Dictionary<string, string?>
        {
            ["logs:sinks:file:type"] = "file",
            ["logs:sinks:file:path"] = folder.File("app.log"),
            ["logs:akka:engine"] = "akka",
        };
        var section = new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("logs");
        using var host = Build(b => b.WithActorLog(section));
        await host.StartAsync().WithinLimit();
        await Eventually.HoldsAsync(() => HasActor(System(host), "/system/actorlog-*/file"), "the sink has an actor");
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task AWrongKeyStopsTheStartAndIsNamed()
    {
        using var host = Build(b =>
            b.AddHocon("actorlog.akka.levls {}\nactorlog.akka.engin = akka", HoconAddMode.Prepend).WithActorLog()
        );
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync().WithinLimit());
        Assert.Contains("engin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigureLoggersBeforeIsFineAndAfterIsAnErrorThatSaysSo()
    {
        var sink = new CollectingSink();
        using var before = Build(b =>
            b.ConfigureLoggers(l => l.LogLevel = Akka.Event.LogLevel.WarningLevel)
                .WithActorLog(p => p.AddSink("sink", _ => sink.Create()))
        );
        await before.StartAsync().WithinLimit();
        Assert.Equal("Warning", System(before).Settings.LogLevel);
        await before.StopAsync().WithinLimit();

        using var after = Build(b =>
            b.WithActorLog(p => p.AddSink("sink", _ => sink.Create())).ConfigureLoggers(l => l.AddLoggerFactory())
        );
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => after.StartAsync().WithinLimit());
        Assert.Contains("ConfigureLoggers() replaces akka.loggers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("WARNING")]
    public async Task ALevelAtWhichTheBridgeWouldMissLinesIsAnErrorThatSaysSo(string level)
    {
        using var host = Build(b => b.WithActorLog().AddHocon($"akka.stdout-loglevel = {level}", HoconAddMode.Prepend));
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.StartsWith(
            $"akka.stdout-loglevel is {level}, and ActorLog would miss",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TheHealthCheckKnowsThePipeline()
    {
        var sink = new CollectingSink();
        using var host = Build(
            b => b.WithActorLog(p => p.AddSink("sink", _ => sink.Create())),
            builder => builder.Services.AddHealthChecks()
        );
        await host.StartAsync().WithinLimit();
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().WithinLimit();
        Assert.Contains(
            report.Entries,
            entry =>
                entry.Key.Contains("actorlog", StringComparison.Ordinal) && entry.Value.Status == HealthStatus.Healthy
        );
        await host.StopAsync().WithinLimit();
    }

    [Fact]
    public async Task StoppingTheHostLosesNoLine()
    {
        var sink = new CollectingSink();
        var host = Build(b =>
            b.WithActorLog(p => p.AddSink("sink", _ => sink.Create()))
                .WithActors(
                    (system, _) =>
                    {
                        for (var i = 0; i < 50; i++)
                        {
                            system.ActorOf(Props.Create(() => new LastWords()));
                        }
                    }
                )
        );
        await host.StartAsync().WithinLimit();
        var log = Logging.GetLogger(System(host), "test");
        for (var i = 1; i <= 300; i++)
        {
            log.Info("line {Number}", i);
        }

        var pipeline = Pipeline(host);
        await host.StopAsync().WithinLimit();
        host.Dispose();
        Assert.Equal(
            Enumerable.Range(1, 300).Select(n => $"line {n}"),
            sink.Messages.Where(m => m.StartsWith("line", StringComparison.Ordinal))
        );
        Assert.Equal(50, sink.Messages.Count(m => m.StartsWith("stopped", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, (int)pipeline.Accepted).Select(n => (long)n), sink.Sequences);
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> akka, Action<HostApplicationBuilder>? app = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        app?.Invoke(builder);
        builder.Services.AddAkka("orders", akka);
        return builder.Build();
    }

    private static ActorSystem System(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    private static LogPipeline Pipeline(IHost host) => ActorLogExtension.Get(System(host)).Pipeline;

    private static bool HasActor(ActorSystem system, string path) =>
        system
            .ActorSelection(path)
            .Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(1))
            .ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default)
            .GetAwaiter()
            .GetResult();

    private sealed class LastWords : ReceiveActor
    {
        protected override void PostStop() => Context.GetLogger().Info("stopped {Path}", Self.Path);
    }
}
