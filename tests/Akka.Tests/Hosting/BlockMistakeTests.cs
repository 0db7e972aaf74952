using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Hocon;
using ActorLog.Kit;
using ActorLog.Options;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>A block that is not there, is none, is said twice or is read by nobody: told at the start, in the product's words.</summary>
public sealed class BlockMistakeTests
{
    [Theory]
    [InlineData(HoconAddMode.Append)]
    [InlineData(HoconAddMode.Prepend)]
    [InlineData(HoconAddMode.Replace)]
    public async Task ASubstitutionInHoconThatIsAddedLaterIsAnErrorAndNotTheEndOfTheProcess(HoconAddMode mode)
    {
        const string Hocon = "actorlog { min-level = info\n min-level = ${?NOT_SET} }";
        var error = await StartAsync<ConfigurationException>(b => b.WithActorLog().AddHocon(Hocon, mode));
        Assert.StartsWith("actorlog.min-level has a substitution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASubstitutionInOneOfSeveralLayersIsAnErrorAndNotTheEndOfTheProcess()
    {
        var error = await StartAsync<ConfigurationException>(b =>
            b.AddHocon("actorlog.sinks.a { type = console, min-level = none }", HoconAddMode.Prepend)
                .AddHocon("actorlog.sinks.b { type = file, path = ${?NOT_SET} }", HoconAddMode.Prepend)
                .WithActorLog()
        );
        Assert.StartsWith("actorlog.sinks.b.path has a substitution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBlocksOfSeveralLayersAreOne()
    {
        using var host = Build(b =>
            b.AddHocon(
                    "actorlog.sinks.a { type = console, min-level = none }\nactorlog.min-level = debug",
                    HoconAddMode.Prepend
                )
                .AddHocon("actorlog.sinks.b { type = console, min-level = none }", HoconAddMode.Append)
                .WithActorLog()
                .AddHocon("actorlog.sinks.a.min-level = error\nactorlog.min-level = warning", HoconAddMode.Prepend)
        );
        await host.StartAsync().WithinLimit();
        var pipeline = ActorLogExtension.Get(host.Services.GetRequiredService<ActorSystem>()).Pipeline;
        Assert.Equal(["a", "b"], pipeline.Sinks.Select(sink => sink.Name).Order());
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Warning, pipeline.Options.MinLevel);
        await host.StopAsync().WithinLimit();
    }

    [Theory]
    [InlineData("actorlog = on", "actorlog")]
    [InlineData("actorlog.akka = on", "actorlog:akka")]
    public async Task AValueInPlaceOfABlockIsToldInHoconAndInTheAppsConfiguration(string hocon, string path)
    {
        var inHocon = await StartAsync<InvalidOptionsException>(b =>
            b.AddHocon(hocon, HoconAddMode.Prepend).WithActorLog()
        );
        Assert.Equal(
            [$"{path}: expected a block {{ }}, found a value"],
            inHocon.Errors.Select(error => error.ToString())
        );

        var inApp = await StartAsync<InvalidOptionsException>(b => b.WithActorLog(), (path, "on"));
        Assert.Equal(
            [$"{path}: expected a block {{ }}, found a value".ToLowerInvariant()],
            inApp.Errors.Select(error => error.ToString().ToLowerInvariant())
        );
    }

    [Fact]
    public async Task ASectionThatIsNotThereIsAnErrorThatNamesIt()
    {
        var values = new Dictionary<string, string?> { ["logs:min-level"] = "debug" };
        var section = new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("lgos");
        var error = await StartAsync<InvalidOptionsException>(b => b.WithActorLog(section));
        Assert.Equal(
            ["lgos: the configuration has no such block, or nothing in it"],
            error.Errors.Select(e => e.ToString())
        );
    }

    [Fact]
    public async Task MistakesInTheAppsBlockThatIsGivenToTheCallTooAreToldOnce()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var values = new Dictionary<string, string?>
        {
            ["ActorLog:min-level"] = "loud",
            ["ActorLog:akka:flush-timeout"] = "soon",
        };
        builder.Configuration.AddInMemoryCollection(values);
        builder.Services.AddAkka("orders", b => b.WithActorLog(builder.Configuration.GetSection("ActorLog")));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => host.StartAsync().WithinLimit());
        Assert.Equal(["ActorLog:akka:flush-timeout", "ActorLog:min-level"], error.Errors.Select(e => e.Path));
    }

    [Fact]
    public async Task WithAddActorLogAServicesFileIsStillTheServicesHoconAndTheBridges()
    {
        using var folder = new TempFolder();
        var file = folder.File("service.conf");
        await File.WriteAllTextAsync(
            file,
            """
            akka.loglevel = ${?NOT_SET}
            akka.loglevel = WARNING
            actorlog.akka.levels { Akka = none }
            actorlog.sinks.quiet { type = console, min-level = none }
            """
        );
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddHoconFile(file);
        builder.Logging.AddActorLog();
        builder.Services.AddAkka("orders", b => b.WithActorLog(file));
        using var host = builder.Build();
        await host.StartAsync().WithinLimit();
        var system = host.Services.GetRequiredService<ActorSystem>();
        Assert.Equal("WARNING", system.Settings.LogLevel);
        Assert.Equal(["Akka"], ActorLogExtension.Get(system).Levels.Current.Keys);
        Assert.Equal(["quiet"], ActorLogExtension.Get(system).Pipeline.Sinks.Select(sink => sink.Name));
        await host.StopAsync().WithinLimit();
    }

    [Theory]
    [InlineData(
        false,
        "so actorlog.sinks in the service's HOCON has no effect: add the file to the app's configuration"
    )]
    [InlineData(
        true,
        "so actorlog.sinks in the section that WithActorLog(...) is given has no effect: give the section"
    )]
    public async Task WithAddActorLogSinksThatNobodyReadsAreAnErrorWhereverTheyStand(bool asSection, string expected)
    {
        using var folder = new TempFolder();
        var file = folder.File("service.conf");
        await File.WriteAllTextAsync(file, "actorlog.sinks.idle { type = console }");
        var section = new ConfigurationBuilder().AddHoconFile(file).Build().GetSection("actorlog");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddActorLog(p => p.AddSink("sink", _ => new CollectingSink().Create()));
        builder.Services.AddAkka("orders", b => _ = asSection ? b.WithActorLog(section) : b.WithActorLog(file));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync().WithinLimit());
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static async Task<T> StartAsync<T>(
        Action<AkkaConfigurationBuilder> akka,
        params (string Key, string Value)[] app
    )
        where T : Exception
    {
        using var host = Build(akka, app);
        return await Assert.ThrowsAsync<T>(() => host.StartAsync().WithinLimit());
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> akka, params (string Key, string Value)[] app)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            app.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
        );
        builder.Services.AddAkka("orders", akka);
        return builder.Build();
    }
}
