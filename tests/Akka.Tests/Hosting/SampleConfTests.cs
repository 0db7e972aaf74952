using System.Linq;
using ActorLog.Hocon;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>hocon/akka.conf is read by our parser and by Akka's, with the same result, and configures what it says.</summary>
public sealed class SampleConfTests
{
    private static readonly string File = Repository.PathOf("hocon/akka.conf");

    [Fact]
    public void BothParsersReadTheSame()
    {
        var akkas = ConfigurationFactory.ParseString(System.IO.File.ReadAllText(File));
        var ours = HoconConfig.ParseFile(File).Resolve();
        var scalars = ours.Entries().Where(entry => !entry.Path.ToString().Contains('"')).ToArray();
        Assert.NotEmpty(scalars);
        var resolved = ConfigurationFactory.ParseString(ours.ToJson());
        foreach (var entry in scalars)
        {
            Assert.Equal(resolved.GetString(entry.Path.ToString()), akkas.GetString(entry.Path.ToString()));
        }

        Assert.Equal("cluster", akkas.GetString("akka.actor.provider"));
        Assert.Equal(["orders"], akkas.GetStringList("akka.cluster.roles"));
    }

    [Fact]
    public void ItsBlockConfiguresThePipelineAndTheBridgeWithoutAnError()
    {
        var section = new ConfigurationBuilder().AddHoconFile(File).Build().GetSection("actorlog");
        var builder = LogPipeline.CreateBuilder().AllowKeys("akka").Configure(section);
        Assert.Empty(builder.Validate());
        Assert.Equal(["console", "host"], builder.Sinks.Select(sink => sink.Key));
        var options = AkkaLogOptions.Read(section.GetSection("akka"), new AkkaLogOptions());
        Assert.False(options.UseAkkaEngine);
        Assert.Equal(2, options.Levels.Count);
    }
}
