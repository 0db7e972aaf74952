using System;
using System.IO;
using System.Linq;
using ActorLog.Host.Configuration;
using ActorLog.Host.Inputs.Http;
using ActorLog.Host.Inputs.Stdin;
using ActorLog.Journal;
using ActorLog.Sinks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorLog.Host.Tests.Configuration;

public class SampleTests
{
    // demo.conf is completed by the demo; akka.conf is a service's, and loaded by the tests of ActorLog.Akka.
    private static readonly string[] Names =
    [
        "default.conf",
        "durable.conf",
        "errors-only.conf",
        "reference.conf",
        "relay.conf",
        "seed.conf",
    ];

    public static TheoryData<string> Samples => [.. Names];

    [Fact]
    public void EverySampleIsTested()
    {
        string[] others = ["akka.conf", "demo.conf"];
        var files = Directory.GetFiles(Folder(), "*.conf").Select(Path.GetFileName).Except(others);

        Assert.Equal(Names.Order(), files.Order());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ASampleHasNoErrors(string name)
    {
        var host = Load(name);

        Assert.Empty(host.Errors);
    }

    [Fact]
    public void TheSeedsSetUpIsTheSeeds()
    {
        var host = Load("seed.conf");

        var sinks = host.Sinks.ToDictionary(sink => sink.Key, sink => sink.Value);
        const string Format = "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level:python}] {Message}{NewLine}{Exception}";
        Assert.Equal(LogLevel.Debug, host.Builder.Options.MinLevel);
        Assert.Equal(Format, Assert.IsType<ConsoleSinkOptions>(sinks["console"]).Format);
        var file = Assert.IsType<FileSinkOptions>(sinks["file"]);
        Assert.Equal((Format, "debug.log"), (file.Format, file.Path));
        var http = Assert.IsType<HttpSinkOptions>(sinks["http"]);
        Assert.Equal(
            (Format, "POST", "log", TimeSpan.FromSeconds(6)),
            (http.Format, http.Method, http.Field, http.Timeout)
        );
        Assert.IsType<StdinInputOptions>(Assert.Single(host.Inputs));
    }

    [Fact]
    public void TheRelayLosesNothingToAFullQueue()
    {
        var host = Load("relay.conf");

        Assert.All(host.Sinks, sink => Assert.Equal(WhenFull.Wait, sink.Value.Queue.WhenFull));
        Assert.Contains(host.Inputs, input => input is HttpInputOptions);
    }

    [Fact]
    public void TheDurableRelayKeepsWhatItHasSaidYesTo()
    {
        var host = Load("durable.conf");

        Assert.Equal(
            (true, JournalAck.Fsynced),
            (host.Builder.Options.Journal.Enabled, host.Builder.Options.Journal.Ack)
        );
        Assert.Equal(JournalWhenFull.Wait, host.Builder.Options.Journal.WhenFull);
        Assert.True(host.Sinks.Single(sink => sink.Key == "central").Value.Durable);
    }

    [Fact]
    public void OnlyErrorsGoToTheAlarm()
    {
        var sinks = Load("errors-only.conf").Sinks.ToDictionary(sink => sink.Key, sink => sink.Value);

        Assert.Equal(LogLevel.Error, sinks["alarm"].MinLevel);
        Assert.Equal(LogLevel.Information, sinks["alarm"].Levels["Shop.Payments"]);
        Assert.Equal(LogLevel.Trace, sinks["file"].MinLevel);
    }

    [Fact]
    public void TheEmbeddedDefaultIsTheFileThatIsShipped()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Folder(), "default.conf")), EmbeddedText.Read("default.conf"));
    }

    // Not by [CallerFilePath]: in a CI build it is no path of this machine.
    internal static string Folder() => Path.Combine(Root(), "hocon");

    internal static string Root() => Root(AppContext.BaseDirectory);

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "ActorLog.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private static HostComposition Load(string name) =>
        HostComposition.Of(HostConfiguration.Load(Path.Combine(Folder(), name), []));
}
