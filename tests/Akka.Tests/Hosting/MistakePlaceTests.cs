using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActorLog.Hocon;
using ActorLog.Kit;
using ActorLog.Options;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ActorLog.AkkaNet.Tests.Hosting;

/// <summary>A mistake in a file that ActorLog's parser has read is told with its line and column.</summary>
public sealed class MistakePlaceTests
{
    private const string Text = """
        akka.loglevel = INFO
        actorlog {
          akka.flush-timeout = soon
          sinks.file { type = file, paht = x }
          min-level = loud
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EachMistakeHasItsPlace(bool inTheAppsConfiguration)
    {
        using var folder = new TempFolder();
        var file = folder.File("service.conf");
        await File.WriteAllTextAsync(file, Text);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (inTheAppsConfiguration)
        {
            builder.Configuration.AddHoconFile(file);
        }

        builder.Services.AddAkka("orders", b => _ = inTheAppsConfiguration ? b.WithActorLog() : b.WithActorLog(file));
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(() => host.StartAsync().WithinLimit());
        Assert.Equal(
            ["3:24", "5:15", "4:29", "4:9"],
            error.Errors.Select(e =>
                e.Message[(e.Message.LastIndexOf("service.conf:", StringComparison.Ordinal) + 13)..]
            )
        );
    }
}
